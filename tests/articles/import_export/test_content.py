"""The guide's own text: every fact in it, no figure beside them, easy to read."""

import re

import html5lib
import pytest

from articles.content_checks.checks.wording import reading_grade
from articles.models import Article, BodyArea, Question, Source
from tests.articles.views.test_pages import PAGES

# Each figure of the facts, and where it comes from.
FIGURES = {
    "30", "60",  # hold in seconds; a break every so many minutes; a stretch
    "15", "20",  # heat in minutes
    "10",  # massage gun, 10 to 20 seconds
    "2",  # a break is up to so many minutes
    "45",  # a break every so many minutes: the middle of what is offered
    "911",
    "180", "14",  # days: how long a request is kept, and a backup; on the privacy page
    "12",  # weeks, Cochrane CD004871
    "95", "1", "28", "100,000", "3,551.1", "3,139.5", "3,977.9",  # Safiri 2020
    "2,696.5", "2,177.0", "3,375.2",  # Front Neurol 2022
    "2015", "2017", "2019", "2020", "2022",  # years of the studies
}  # fmt: skip

# One line a fact, to be found on one page; " … " stands for up to 300 characters.
FACTS = """
    myofascial trigger point
    rope
    forearms, the chest, the glutes and hips, and the calves
    traffic jam
    Nobody is certain
    Quintner, Bove
    soreness is real
    deep, dull ache
    referred pain
    guards itself
    persuade the muscle, not to force
    gentle pressure … light stretch … Warmth
    tennis ball and a wall
    roll softly until the ball sits at the center of the soreness
    bear more pressure … lasting effect on pain has not been proved
    trial … calves … roller still … Slow rolling did not … sham
    thumbs or knuckles
    massage gun, start at the lowest speed
    front and side of your neck, your throat, your spine and any bone
    torn neck artery … nobody has proved
    Gentle work, repeated regularly, beats hard work
    discomfort|uncomfortable
    sharp, or it grows
    warm compress or a hot shower
    eases stiffness
    numb, broken, freshly injured or swollen
    fall asleep on a heating pad
    bring the movement back
    drink when (you are )?thirsty
    no good study
    Cleveland Clinic
    opposite hand
    back of the neck only, never the front or side
    sight or speech changes, or a new headache starts, stop and call 911
    Tennis or lacrosse ball
    soft muscle, never on bone
    Foam roller
    ribcage and support your head
    Bend your knees
    beside your spine, never on it, and don’t lie on a roller
    Shift your weight
    tingling runs down your leg, stop
    hands carry your weight
    swollen, warm, red or darker … do not massage … blood clot
    there is usually another problem behind it
    tech neck
    no single posture is ideal
    3,551.1 in every 100,000 … 3,139.5 to 3,977.9
    1 person in 28
    higher in women, but the difference was not statistically significant
    neck pain from every cause
    2,696.5 … 2,177.0 to 3,375.2
    runner … calves … impact … stretch … water
    chair that is too low, or a screen that sits off center
    overworked … strained … held awkwardly
    precision. Force doesn’t help
    Steady pressure beats jabbing
    Sharp … Shooting … wince … tightens
    back off, shift a little … lighter
    strokes along the grain
    Support your head
    sports massage
    Stretching … Posture breaks … Rest
    bring back length|its length back
    likelier to return
    without bouncing and without forcing
    pain means that you have gone too far
    Doorway pec stretch
    elbows a little below your shoulders
    small step forward
    out of its joint
    slump
    Upper trapezius stretch
    right ear sink toward your right shoulder
    very light, and do not pull
    on the left
    Child’s pose
    back on your heels
    forehead down
    late in pregnancy … lean forward on a desk
    Walk to the kitchen
    slowly to the left … full circles
    energy and less fatigue … effect on pain has not been shown
    Small … habits
    overhaul
    water bottle on your desk
    constant, low strain
    muscles get stiff and tight … overload the same small groups
    couple of times a week, such as yoga or a swim
    Stress pulls your shoulders up … slow breathing
    repair work in deep sleep … knots and strains may come more often
    about 12 weeks … little or no difference
    sore after a massage
    therapist does not diagnose
    physical therapist can examine
    La Moon Massage and Facial
    Houston, Texas
    for a session
    swells at once … bruise … weak
    a few days of gentle massage, stretching and heat
    several weeks
    spoils your daily life or your sleep
    over a week
    tingling, numbness or weakness
    techniques that you can’t do
    serious fall or crash
    chest pain or trouble breathing
    bladder or bowel, a numb groin, or weakness in both legs
    severe neck pain with a high fever
    faint, get a sudden severe headache
    fever or feel unwell
    very swollen or bruised
    constant pain at night, weight loss you can’t explain, or a history of cancer
    numbness or weakness is spreading
    keeps coming back
    blood thinners, have a bleeding disorder, or have a blood clot, now or in the past
    broken bone or severe osteoporosis
    open wound, a burn, a skin infection or a fever
    you are pregnant
    cancer or have had surgery
    NHS …  Mayo Clinic …  MedlinePlus
    No clinician has reviewed
""".strip().splitlines()
CITATIONS = [
    *("2015;54(3):392–399", "PMC9434898", "PMC6358529", "2022;6(2):159–161"),
    *("BMJ 2020;368:m791", "2022;13:955367", "2022;17:e0272460", "CD012886"),
    "CD004871",
]


def words(html: str) -> str:
    """What a reader sees in the main part of a page, without its dates."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    main = page.find(".//main")
    for parent in main.iter():
        for child in list(parent):
            if child.tag in ("time", "script", "style"):
                child.text = ""
    return re.sub(r"\s+", " ", "".join(main.itertext()))


@pytest.fixture
def texts(client, guide) -> dict[str, str]:
    return {path: words(client.get(path).content.decode()) for path in PAGES}


def pattern(fact: str) -> str:
    return fact.strip().replace(" … ", ".{0,300}")


def test_every_fact_is_on_the_site_and_its_citation_among_the_sources(texts):
    site = "\n".join(texts.values())

    assert [fact for fact in FACTS if not re.search(pattern(fact), site)] == []
    assert [each for each in CITATIONS if each not in texts["/about/"]] == []


def test_no_figure_stands_beside_the_facts(texts):
    citations = list(Source.objects.values_list("citation", flat=True))
    found = {}
    for path, text in texts.items():
        for citation in citations:
            text = text.replace(citation, "")
        text = re.sub(r"Source \d+", "", text)
        for figure in set(re.findall(r"\d+(?:[.,]\d+)*", text)) - FIGURES:
            found[figure] = path

    assert found == {}


def test_the_texts_leave_amounts_to_the_rows(guide):
    amount = re.compile(r"\b\d+ (?:to \d+ )?(?:seconds?|minutes?)\b")

    assert [text for text in editors_texts() if amount.search(text)] == []


def test_every_source_is_cited(guide):
    everything = " ".join(editors_texts())
    slugs = Source.objects.values_list("slug", flat=True)

    assert [slug for slug in slugs if f"[^{slug}]" not in everything] == []


def editors_texts() -> list[str]:
    return [
        *Article.objects.values_list("body", flat=True),
        *Question.objects.values_list("answer", flat=True),
        *BodyArea.objects.values_list("advice", flat=True),
    ]


def test_a_page_reads_at_eighth_grade_or_below(texts):
    grades = {path: reading_grade(text) for path, text in texts.items()}

    assert {path: grade for path, grade in grades.items() if grade > 8} == {}


def test_a_hard_text_is_told_from_an_easy_one():
    hard = (
        "Myofascial rehabilitation necessitates individualized interdisciplinary "
        "considerations regarding contraindications, particularly anticoagulation."
    )

    assert reading_grade("The cat sat on the mat. It was warm.") < 2
    assert reading_grade(hard) > 20
