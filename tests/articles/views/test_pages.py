"""What readers get: whole pages, few queries, no cookie."""

import re

import pytest
from django.contrib.staticfiles.finders import find
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from articles.models import Article, BodyArea, Question, QuickRelief
from articles.views import article

from .test_handouts import WHOLE

DESCRIPTION = r'<meta name="description"\s+content="[^"]{50,200}">'
SHARED = {"og:title", "og:description", "og:image", "og:url", "twitter:card"}
REVIEWED = {"reviewed_by": "A. Person, PT", "last_reviewed_on": "2026-02-03"}

AREAS = ["neck", "shoulders", "upper-back", "lower-back", "glutes-and-hips", "calves"]
CHAPTERS = [
    "ease-a-knot-now",
    "find-the-real-source",
    "self-massage-without-more-pain",
    "stretches-that-release",
    "a-knot-resistant-life",
    "more-than-a-knot",
]
PAGES = [
    "/",
    "/relief/",
    "/questions/",
    "/breaks/",
    "/about/",
    "/privacy/",
    *[f"/relief/{slug}/" for slug in AREAS],
    *[f"/guide/{slug}/" for slug in CHAPTERS],
]


@pytest.fixture
def site(settings) -> str:
    settings.SITE_URL = "https://knotcare.example"
    return settings.SITE_URL


def test_every_page_is_whole_says_its_address_and_sets_no_cookie(
    client, guide, site, subtests
):
    for path in PAGES:
        with subtests.test(path):
            response = client.get(path)
            html = response.content.decode()

            assert response.status_code == 200
            assert html.rstrip().endswith("</html>")
            assert html.count("<h1") == 1
            assert "Missing:" not in html
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")
            assert f'<link rel="canonical" href="{site}{path}">' in html
            assert re.search(DESCRIPTION, html)
            shared = set(
                re.findall(r'(?:property|name)="([\w:]+)"\s+content="[^"]', html)
            )
            assert shared >= SHARED


def test_a_page_asks_the_database_a_handful_of_times_and_nothing_twice(
    client, guide, subtests
):
    for path in [*PAGES, "/feed.xml", "/sitemap.xml"]:
        with subtests.test(path):
            with CaptureQueriesContext(connection) as queries:
                client.get(path)

            asked = [query["sql"] for query in queries.captured_queries]
            assert len(set(asked)) == len(asked) <= 8


def test_home_leads_to_every_area_chapter_and_the_asked_questions(get_page):
    html = get_page("/")

    for model in (BodyArea, Article, Question):
        for row in model.objects.all():
            assert f'href="{row.get_absolute_url()}"' in html


def test_the_tables_and_each_area_page_show_the_one_row(get_page):
    rows = {slug: QuickRelief.objects.get(area__slug=slug) for slug in AREAS}
    for number, (slug, row) in enumerate(rows.items()):
        row.hold_from_seconds, row.hold_to_seconds = 31 + number, 51 + number
        row.stop_sign = f"A new stop sign of the {slug}."
        row.save()
    tables = [get_page(path) for path in ("/", "/relief/", f"/guide/{CHAPTERS[0]}/")]

    for number, (slug, row) in enumerate(rows.items()):
        hold = f"{31 + number} seconds to start, up to {51 + number} seconds if"
        for html in [*tables, get_page(f"/relief/{slug}/")]:
            assert f"{hold} it feels good" in html
            assert row.stop_sign in html


def test_an_area_page_shows_its_stop_sign_before_what_to_do(get_page):
    html = get_page("/relief/calves/")
    row = BodyArea.objects.with_relief().get(slug="calves").quick_relief
    main = html[html.index("<h1") :]

    assert main.index(row.stop_sign) < main.index(row.action)


def small_figures(html: str) -> list[str]:
    """The figures of the body on which one area is marked."""
    return re.findall(r'<svg class="[^"]*figures--small".*?</svg>', html, re.DOTALL)


def sore_muscles(html: str) -> list[str]:
    return re.findall(r'<path class="body-map__sore".*?d="([^"]+)"', html, re.DOTALL)


def test_an_area_page_marks_its_area_as_the_map_does(get_page):
    home = get_page("/")
    for area in BodyArea.objects.all():
        path = area.get_absolute_url()
        link = re.search(rf'<a href="{path}".*?</a>', home, re.DOTALL)

        (figure,) = small_figures(get_page(path))

        assert (
            f'aria-label="{area.name}, marked on a figure seen from behind"' in figure
        )
        assert sore_muscles(figure) == sore_muscles(link[0]) != []
        assert "<a " not in figure and "body-map__thread" not in figure


def test_an_area_of_another_name_is_marked_and_one_of_another_place_is_not(get_page):
    neck = BodyArea.objects.get(slug="neck")
    neck.name = '"Neck" & nape'
    neck.save()
    (figure,) = small_figures(get_page("/relief/neck/"))
    assert 'aria-label="&quot;Neck&quot; &amp; nape, marked' in figure

    for slug in ("forearms", "back"):
        neck.slug = slug
        neck.save()
        assert small_figures(get_page(f"/relief/{slug}/")) == []


def test_each_question_can_be_linked(get_page):
    html = get_page("/questions/")

    for question in Question.objects.all():
        assert f'id="{question.slug}"' in html
        assert question.question in html


def test_a_draft_is_hidden_from_visitors(client, guide, make_article):
    draft = make_article(title="Not yet", status="draft", order=99)

    assert client.get(draft.get_absolute_url()).status_code == 404
    for path in ("/", "/sitemap.xml", "/feed.xml", WHOLE, f"/guide/{CHAPTERS[-1]}/"):
        assert draft.title not in client.get(path).content.decode()


def test_about_says_which_chapters_no_clinician_has_reviewed(get_page):
    assert "No clinician has reviewed the guide" in get_page("/about/")

    Article.objects.filter(slug=CHAPTERS[0]).update(**REVIEWED)
    partly = get_page("/about/")
    Article.objects.update(**REVIEWED)
    wholly = get_page("/about/")

    assert "Ease a knot now: A. Person, PT, February 3, 2026" in partly
    assert "No clinician has reviewed the rest yet: Find the real source;" in partly
    assert "No clinician" not in wholly


def test_chapters_lead_on_and_back(get_page):
    html = get_page(f"/guide/{CHAPTERS[1]}/")

    assert f'href="/guide/{CHAPTERS[0]}/"' in html
    assert f'href="/guide/{CHAPTERS[2]}/"' in html


def test_the_share_image_is_there():
    with Image.open(find("img/share.png")) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))


def test_a_wrong_address_helps_on(client, guide):
    response = client.get("/guide/nothing-here/")

    assert response.status_code == 404
    for area in BodyArea.objects.all():
        assert area.get_absolute_url() in response.content.decode()


def test_a_broken_page_needs_no_database(client, monkeypatch):
    def fail(self):
        raise RuntimeError

    monkeypatch.setattr(article.Chapter, "get_queryset", fail)
    client.raise_request_exception = False

    response = client.get("/guide/any/")

    assert response.status_code == 500
    assert "broke" in response.content.decode()


def test_the_sitemap_names_every_page(client, guide, site):
    sitemap = client.get("/sitemap.xml").content.decode()

    locations = re.findall("<loc>(.*?)</loc>", sitemap)
    assert sorted(locations) == sorted(f"{site}{path}" for path in [*PAGES, "/book/"])


def test_robots_keep_to_the_guide(client, site):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {site}/sitemap.xml" in lines


def test_the_feed_has_every_chapter_with_complete_addresses(client, guide, site):
    feed = client.get("/feed.xml").content.decode()

    assert feed.count("<entry>") == len(CHAPTERS)
    assert "href=&quot;/" not in feed and 'href="/' not in feed
    assert f"{site}/relief/" in feed
