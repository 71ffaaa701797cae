"""The guide's Markdown: what an editor types and what readers see."""

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.checks import problems
from articles.markdown import MAX_CHARACTERS, document, documents, render

pytestmark = pytest.mark.django_db


def test_common_markdown_becomes_html():
    assert render("Press, *then* **hold**.") == (
        "<p>Press, <em>then</em> <strong>hold</strong>.</p>\n"
    )


def test_raw_html_is_shown_as_text():
    assert render("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"


def test_a_table_aligns_its_columns_by_class():
    html = render("| a | b |\n|:-:|--:|\n| 1 | 2 |")

    assert '<th class="align-center">a</th>' in html
    assert '<td class="align-right">2</td>' in html


def test_a_wide_table_scrolls_by_itself_and_by_keyboard():
    html = render("| a |\n|---|\n| 1 |")

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


def test_an_unknown_callout_stays_text():
    assert "callout" not in render("::: nonsense\ntext\n:::")


def test_a_text_shows_the_guides_rows(guide):
    html = render(
        "{care-card call-911}\n\n{stretch childs-pose}\n\n{relief neck}\n\n{relief-table}"
    )

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
    text = "Hold {hold knee}.[^nobody]\n\n{care-card nope}\n\n{relief}"

    assert render(text).count('<strong class="missing">') == 4
    assert problems(text) == [
        "{hold knee} names nothing in the guide.",
        "[^nobody] names nothing in the guide.",
        "{care-card nope} names nothing in the guide.",
        "{relief} names nothing in the guide.",
    ]


def test_other_braces_are_only_text():
    assert render("{hello there} {{ name }}") == "<p>{hello there} {{ name }}</p>\n"


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


PICTURE = f"/media/pictures/{'a' * 32}-1600x1066.webp"


def test_a_picture_alone_is_a_figure_with_sizes_and_caption():
    html = render(f'![A ball at a wall]({PICTURE} "Lean, don’t push")')

    assert html.startswith("<figure><img")
    assert 'width="1600"' in html and 'height="1066"' in html
    assert f"/media/pictures/{'a' * 32}-400x266.webp 400w" in html
    assert 'alt="A ball at a wall"' in html
    assert "<figcaption>Lean, don’t push</figcaption></figure>" in html


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/a.png",
        "//elsewhere.example/a.png",
        "data:image/png;base64,AAAA",
        "/media/other/a.webp",
        "/media/pictures/../../a.webp",
        "a.png",
    ],
)
def test_a_picture_from_elsewhere_is_only_its_words(address):
    html = render(f"See ![the wall]({address}) here.")

    assert html == "<p>See the wall here.</p>\n"
    assert "not one of ours" in problems(f"![the wall]({address})")[0]


@pytest.mark.parametrize("words", ["", "Describe this picture"])
def test_a_picture_without_a_description_is_a_problem(words):
    assert "no description" in problems(f"![{words}]({PICTURE})")[0]


@pytest.mark.parametrize("text", ["javascript:x", "vbscript:x", "data:text/html,x"])
def test_a_link_leads_to_a_page_or_nowhere(text):
    assert "href" not in render(f"[go]({text})")


def test_a_link_cannot_pass_another_host_off_as_a_path():
    assert "href" not in render("[go](//evil.example)")
    assert 'href="/%5Cevil.example"' in render(r"[go](/\\evil.example)")


def test_a_text_past_the_limit_is_cut_and_refused():
    text = "word " * MAX_CHARACTERS

    assert len(render(text)) < 1.1 * MAX_CHARACTERS
    assert "at most" in problems(text)[0]


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.text(alphabet="#*_[]()`>-:|{}^!~<&\\ \t\nab1é\"'=/", max_size=120))
def test_any_text_becomes_sound_html(text):
    html = render(text)

    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(html)
