"""The guide's Markdown: what an editor types and what readers see; made anew when a text
or what it shows changes, not when it is read."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.content_checks.registry import problems
from articles.markdown import renderer
from articles.markdown.renderer import (
    KEPT,
    MAX_CHARACTERS,
    MAX_SIGNS,
    SIGN,
    document,
    documents,
    names_in,
    render,
    rendered,
)
from articles.markdown.syntax import MAX_ROWS, parser
from articles.models import Article, Dose, Source

pytestmark = pytest.mark.django_db


def test_markdown_becomes_html_and_what_it_does_not_know_is_only_text():
    html = {
        "Press, *then* **hold**.": "Press, <em>then</em> <strong>hold</strong>.",
        "<b>bold</b>": "&lt;b&gt;bold&lt;/b&gt;",
        "{hello there} {{ name }}": "{hello there} {{ name }}",
        "::: nonsense\ntext\n:::": "::: nonsense\ntext\n:::",
    }

    assert {text: render(text) for text in html} == {
        text: f"<p>{shown}</p>\n" for text, shown in html.items()
    }


def test_a_table_aligns_its_columns_and_scrolls_by_itself_and_by_keyboard():
    html = render("| a | b |\n|:-:|--:|\n| 1 | 2 |")

    assert '<th class="align-center">a</th>' in html
    assert '<td class="align-right">2</td>' in html
    assert '<div class="table-scroll" role="group" tabindex="0"' in html
    assert html.endswith("</table>\n</div>\n")


def test_headings_get_anchors_and_leave_h1_to_the_page():
    page = document("# Warm up\n\n## Warm up\n\n### Heat\n\n## Warm up 2\n\n## ¿?")

    assert '<h2 id="section-warm-up">Warm up</h2>' in page.html
    assert '<h2 id="section-warm-up-2">Warm up</h2>' in page.html
    assert '<h3 id="section-heat">Heat</h3>' in page.html
    assert [heading.anchor for heading in page.headings] == [
        "section-warm-up",
        "section-warm-up-2",
        "section-warm-up-2-2",
        "section-untitled",
    ]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("tip", "Tip"),
        ("takeaway", "Key takeaway"),
        ("warning", "Warning"),
        ("red-flag", "Red flag"),
    ],
)
def test_a_callout_says_its_kind_and_its_title(kind, label):
    plain = render(f"::: {kind}\nGo *slowly*.\n:::")
    titled = render(f"::: {kind} Heat <first>\nGo.\n:::")

    assert f'<div class="callout callout--{kind}" role="note">' in plain
    assert f'<p class="callout__title">{label}</p>' in plain
    assert "<p>Go <em>slowly</em>.</p>" in plain
    assert f'<span class="visually-hidden">{label}: </span>Heat &lt;first&gt;' in titled


def test_a_text_shows_the_guides_rows(guide):
    rows = ["care-card call-911", "stretch childs-pose", "relief neck", "relief-table"]

    html = render("\n\n".join(f"{{{row}}}" for row in rows))

    assert "care-card--emergency" in html
    assert "Call 911 if:" in html
    assert "Child’s pose" in html
    assert "relief-card" in html
    assert html.count("<tr") == 7
    assert html.count('role="row"') == 7
    assert html.count('data-label="Tool"') == 6


def test_a_text_states_the_guides_amounts(guide):
    html = render("Hold {hold neck}, {stretch-hold childs-pose}; heat {dose heat}.")

    assert ">30 seconds to start, up to 60 seconds if it feels good</span>" in html
    assert ">at least 30 seconds</span>" in html
    assert ">15 to 20 minutes</span>" in html


def test_a_reference_to_nothing_is_seen_and_is_a_problem(guide):
    text = (
        "Hold {hold knee}.[^nobody]\n\n{care-card nope}\n\n{relief}\n\n"
        "{drawing no-such-thing: A caption}\n\n{drawing}"
    )

    html = render(text)

    assert html.count('<strong class="missing">') == 6
    assert html.count('<strong class="missing">Missing: {drawing') == 2
    assert problems(text) == [
        "{hold knee} names nothing in the guide.",
        "[^nobody] names nothing in the guide.",
        "{care-card nope} names nothing in the guide.",
        "{relief} names nothing in the guide.",
        "{drawing no-such-thing} names nothing in the guide.",
        "{drawing} names nothing in the guide.",
    ]


def test_sources_are_numbered_by_first_citation_and_listed_once(guide):
    html = render("A.[^nhs] B.[^safiri-2020] C.[^nhs]")

    assert html.count('href="#source-nhs"') == 2
    assert html.index('id="source-nhs"') < html.index('id="source-safiri-2020"')
    assert html.count('id="source-nhs"') == 1
    assert "</span>2</a>" in html


def test_texts_of_one_page_keep_their_ids_apart_and_share_their_queries(
    guide, django_assert_num_queries
):
    text = "## Heat\n\n{dose heat}[^nhs]"

    with django_assert_num_queries(2):
        pages = documents({f"{number}-": text for number in range(5)})

    assert 'id="3-section-heat"' in pages["3-"].html
    assert 'href="#3-source-nhs"' in pages["3-"].html
    assert 'id="3-source-nhs"' in pages["3-"].html


def test_a_picture_from_elsewhere_is_only_its_words(subtests):
    for address in (
        "https://elsewhere.example/a.png",
        "//elsewhere.example/a.png",
        "data:image/png;base64,AAAA",
        "/media/other/a.webp",
        "/media/pictures/../../a.webp",
        "a.png",
    ):
        with subtests.test(address):
            html = render(f"See ![the wall]({address}) here.")

            assert html == "<p>See the wall here.</p>\n"
            assert "not one of ours" in problems(f"![the wall]({address})")[0]


def test_a_link_leads_to_a_page_or_nowhere():
    for address in ("javascript:x", "vbscript:x", "data:text/html,x", "//evil.example"):
        assert "href" not in render(f"[go]({address})"), address
    assert 'href="/%5Cevil.example"' in render(r"[go](/\\evil.example)")


def test_a_text_past_the_limit_is_cut_and_refused():
    text = "word " * MAX_CHARACTERS

    assert len(render(text)) < 1.1 * MAX_CHARACTERS
    assert "at most" in problems(text)[0]


@pytest.mark.parametrize("unit", ["- a\n", "![", "[^", "|a|b", "a\n\n", "\\\n", "<b"])
def test_a_text_with_more_marks_than_anyone_types_ends_there_and_is_refused(unit):
    longest = unit * (MAX_SIGNS // sum(map(len, SIGN.findall(unit))))
    longer = longest + unit * 2

    assert render(longer * 2) == render(longer)
    assert "ends here for readers" in problems(longer)[0]
    assert not any("ends here" in problem for problem in problems(longest))


def test_a_text_shows_so_many_rows_of_the_guide_and_no_more(guide):
    table = len(render("{relief-table}"))
    text = "{relief-table}\n\n" * (MAX_ROWS + 1)

    assert len(render(text)) < (MAX_ROWS + 1) * table
    assert problems(text) == [
        "This text shows 101 rows of the guide, such as {care-card …}, and 100 are shown "
        "at most. Split it in two."
    ]
    assert problems("{relief-table}\n\n" * MAX_ROWS) == []


def test_short_rows_of_a_table_are_filled_up_to_a_thousand_cells():
    head = "|a" * 12 + "|\n" + "|-" * 12 + "|\n"

    assert render(head + "|\n" * 50).count("<td") == 600
    assert render(head + "|\n" * 900).count("<td") < 1100
    assert "This is no table" in problems(head + "|\n" * 900)[0]


def test_of_very_many_problems_the_first_are_listed():
    told = problems("<b>\n\n" * 300)

    assert len(told) == 101
    assert told[-1] == "And more. Mend these first."


def test_texts_are_kept_up_to_so_many_characters():
    texts = [f"{number} {'word ' * 9000}" for number in range(300)]

    for text in texts:
        render(text)

    for kept in (rendered.cache, names_in.cache):
        assert KEPT / 2 < kept.currsize <= KEPT
        assert len(kept) < len(texts)


@given(st.text(alphabet="#*_[]()`>-:|{}^!~<&\\ \t\nab1é\"'=/", max_size=120))
def test_any_text_becomes_sound_html(text):
    html = render(text)

    html5lib.HTMLParser(strict=True).parseFragment(html)


CHAPTER = "## Warm up\n\nFor {dose heat}, as was found.[^one]\n"


@pytest.fixture
def page(client, guide):
    """Read a chapter whose text nobody has read before."""
    Source.objects.create(slug="one", citation="A journal, 2020")
    Article.objects.filter(slug="ease-a-knot-now").update(body=CHAPTER)
    rendered.cache_clear()
    return lambda: client.get("/guide/ease-a-knot-now/").content.decode()


def times_rendered() -> int:
    return rendered.cache_info().misses


def test_a_text_is_rendered_for_its_first_reader_and_when_it_changes(page):
    first = page()

    assert page() == first
    assert times_rendered() == 1

    Article.objects.filter(slug="ease-a-knot-now").update(body="Another text.")
    assert "<p>Another text.</p>" in page()


@pytest.mark.parametrize(
    ("model", "slug", "change", "words"),
    [
        (Dose, "heat", {"to_seconds": 99 * 60}, "99 minutes"),
        (Source, "one", {"citation": "Another journal, 2021"}, "Another journal"),
        (Source, "one", {"url": "https://journal.example/"}, "journal.example"),
    ],
)
def test_a_change_of_a_row_that_a_text_shows_is_shown(page, model, slug, change, words):
    before = page()
    model.objects.filter(slug=slug).update(**change)

    after = page()

    assert words in after
    assert words not in before
    assert times_rendered() == 2


def test_a_row_that_is_gone_and_back_is_missing_only_meanwhile(page):
    before = page()
    Source.objects.filter(slug="one").update(slug="two")
    assert "Missing: [^one]" in page()

    Source.objects.filter(slug="two").update(slug="one")
    assert page() == before
    assert times_rendered() == 2


@pytest.fixture
def eager_threads():
    """Threads that take turns as often as can be."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_readers_who_come_first_at_once_all_get_the_whole_text(eager_threads):
    text = "## Heading\n\n- *one*\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    whole = parser().render(text)

    for _ in range(50):
        markdown, together = parser(), Barrier(8)

        def read(_, markdown=markdown, together=together):
            together.wait()
            return markdown.render(text)

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(read, range(8))) == {whole}


def test_a_page_parses_each_of_its_texts_once(client, guide, monkeypatch):
    parsed = []
    parse = renderer._parser.parse
    monkeypatch.setattr(
        renderer._parser, "parse", lambda text: parsed.append(text) or parse(text)
    )
    names_in.cache_clear()
    rendered.cache_clear()

    assert client.get("/questions/").status_code == 200
    assert client.get(Article.objects.first().get_absolute_url()).status_code == 200

    assert Article.objects.first().body in parsed
    assert len(parsed) == len(set(parsed))
