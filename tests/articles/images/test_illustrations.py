"""The guide's drawings: one hand, one line, the theme's colors; placed by name."""

import gzip
import re
from html import unescape
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

from django.urls import reverse

from articles.content_checks.registry import problems
from articles.images.illustrations import FOLDER, all_drawings
from articles.import_export.load import load_guide
from articles.markdown.renderer import render
from articles.models import BodyArea, QuickRelief, ShippedRow, Stretch
from tests.desk import admin_url, form_values, save

NAMES = {
    *("neck-fingers", "wall-ball", "upper-back-roller", "lower-back-ball"),
    *("hip-roller", "calf-roller"),
    *("doorway-pec-stretch", "upper-trapezius-stretch", "childs-pose"),
    *("three-pillars", "desk-posture", "knot-or-tear"),
}
ATTRIBUTES = {
    *("viewBox", "id", "d", "cx", "cy", "r", "rx", "ry"),
    *("fill", "fill-opacity", "stroke", "stroke-opacity"),
    *("stroke-width", "stroke-linecap", "stroke-linejoin"),
}
INHERITED = re.compile(
    r"none|currentColor|var\((--color-[a-z-]+),(?:none|currentColor|white)\)"
)
SVG = "{http://www.w3.org/2000/svg}"
PARTS = [f"{SVG}{name}" for name in ("title", "desc", "g")]
ELEMENTS = {*PARTS, *(f"{SVG}{name}" for name in ("svg", "path", "circle", "ellipse"))}
LINE = {"stroke-width": "2.5", "stroke-linecap": "round", "stroke-linejoin": "round"}
TOKENS = Path("static/css/site/tokens.css").read_text()
FILES = {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.svg"))}


def test_a_drawing_is_small_is_lines_alone_and_says_what_it_shows(subtests):
    for name, file in FILES.items():
        with subtests.test(name):
            root = ElementTree.fromstring(file)
            title, description, lines = root

            assert len(gzip.compress(file, mtime=0)) < 2048
            assert [part.tag for part in root] == PARTS
            assert title.text.strip() and description.text.strip()
            assert lines.get("id") == "drawing"
            assert {part.tag for part in root.iter()} <= ELEMENTS
            assert {name for part in root.iter() for name in part.attrib} <= ATTRIBUTES


def test_a_drawing_wears_the_theme_in_the_one_line(subtests):
    for name, file in FILES.items():
        with subtests.test(name):
            *_, lines = ElementTree.fromstring(file)
            whole, *parts = lines.iter()

            assert whole.attrib.items() >= LINE.items()
            assert [part for part in parts if "stroke-width" in part.attrib] == []
            for part, paint in product([whole, *parts], ["fill", "stroke"]):
                match = INHERITED.fullmatch(part.get(paint, "none"))
                assert match and (match[1] is None or f"{match[1]}:" in TOKENS)


def test_the_guide_has_its_drawings_and_every_row_has_its_own(guide):
    assert set(all_drawings()) >= NAMES
    for model in (QuickRelief, Stretch):
        names = model.objects.values_list("drawing", flat=True)
        assert set(names) <= NAMES
        assert len(set(names)) == model.objects.count()


def test_a_text_places_a_drawing_with_and_without_a_caption(db):
    ball = all_drawings()["wall-ball"]
    plain = render("Before.\n\n{drawing wall-ball}\n\nAfter.")
    captioned = render("{drawing wall-ball:  Lean in, *softly*. }")

    assert f'role="img" aria-label="{ball.title}. {ball.description}"' in plain
    assert f'viewBox="{ball.view_box}"' in plain
    assert f'<use href="{ball.url}"></use>' in plain
    assert "figcaption" not in plain
    assert "<figcaption>Lean in, *softly*.</figcaption>" in captioned
    assert problems("{drawing wall-ball: Lean in.}") == []


def test_a_caption_is_plain_text(db, subtests):
    captions = [
        "<script>pwned()</script>",
        '"><img src=x onerror=pwned()>',
        "</figcaption><svg onload=pwned()>",
        "{{ secret }} {% now 'Y' %} }",
        "[go](javascript:pwned())",
        "&lt;b&gt; &amp;",
    ]

    for caption in captions:
        with subtests.test(caption):
            html = render(f"{{drawing wall-ball: {caption}}}")

            shown = re.search("<figcaption>(.*?)</figcaption>", html)[1]
            assert "<" not in shown and ">" not in shown
            assert unescape(shown) == caption


def test_only_drawings_take_a_caption_and_only_on_a_line_of_their_own(guide):
    for text in ("{stretch childs-pose: Slowly}", "See {drawing wall-ball} here."):
        assert render(text) == f"<p>{text}</p>\n"


def test_home_shows_the_cycle_beside_the_words_that_say_it(get_page):
    html = get_page("/")

    figure = html[html.index("<figure") : html.index("</figure>")]
    assert 'aria-hidden="true"' in figure and "aria-label" not in figure
    assert all_drawings()["three-pillars"].url in figure


def test_a_stretch_shows_its_drawing_after_its_stop_sign_or_no_figure(get_page):
    row = Stretch.objects.get(slug="childs-pose")
    html = get_page("/guide/stretches-that-release/")
    places = [row.caution, all_drawings()[row.drawing].url, row.step_list[0]]
    assert sorted(places, key=html.index) == places

    Stretch.objects.update(drawing="")
    assert "<figure" not in get_page("/guide/stretches-that-release/")


def test_the_feed_keeps_the_caption_of_a_drawing_alone(client, make_article):
    make_article(body="{drawing wall-ball: Lean in.}")

    feed = client.get(reverse("articles:feed")).content.decode()

    assert "Lean in." in feed
    assert "&lt;svg" not in feed and "&lt;use" not in feed


def test_an_editor_chooses_among_the_drawings(guide, editor_client):
    url = admin_url(Stretch, "change", Stretch.objects.get(slug="childs-pose").pk)
    page = editor_client.get(url).content.decode()
    assert all(f'<option value="{name}"' in page for name in NAMES)

    assert save(editor_client, url, drawing="calf-roller").status_code == 302
    assert Stretch.objects.get(slug="childs-pose").drawing == "calf-roller"
    refused = editor_client.post(
        url, form_values(editor_client.get(url)) | {"drawing": "no-such-thing"}
    )
    assert "Select a valid choice" in refused.content.decode()


def test_the_editor_shows_every_drawing_with_its_name(guide, editor_client):
    page = editor_client.get(admin_url(BodyArea, "add")).content.decode()

    for drawing in all_drawings().values():
        assert f"<code>{drawing.name}</code>" in page
        assert drawing.url in page


def test_a_site_from_before_the_drawings_gets_them(guide):
    Stretch.objects.update(drawing="")
    for shipped in ShippedRow.objects.filter(kind="stretch"):
        del shipped.values["drawing"]
        shipped.save()

    done = [what for entry, what in load_guide() if entry.kind.name == "stretch"]

    assert set(done) == {"updated"}
    assert not Stretch.objects.filter(drawing="").exists()
