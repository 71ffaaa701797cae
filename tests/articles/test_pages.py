"""What readers get: whole pages, few queries, no cookie."""

import re

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, BodyArea, Question

MOST_QUERIES = 8

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


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_sets_no_cookie(client, guide, path):
    response = client.get(path)
    html = response.content.decode()

    assert response.status_code == 200
    assert html.rstrip().endswith("</html>")
    assert html.count("<h1") == 1
    assert "Missing:" not in html
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", [*PAGES, "/feed.xml", "/sitemap.xml"])
def test_a_page_asks_the_database_a_handful_of_times_and_nothing_twice(
    client, guide, django_assert_max_num_queries, path
):
    with django_assert_max_num_queries(MOST_QUERIES) as queries:
        client.get(path)

    asked = [query["sql"] for query in queries.captured_queries]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("path", ["/", "/questions/", "/feed.xml", PAGES[-1]])
def test_more_texts_cost_no_more_queries(client, guide, make_article, connection, path):
    before = count_queries(client, connection, path)

    for number in range(20):
        make_article(body="## Heat\n\n{dose heat}[^nhs]\n\n{care-card call-911}")
        Question.objects.create(
            question=f"Question {number}?",
            slug=f"question-{number}",
            answer="{hold neck}[^nhs]",
            order=Question.objects.next_order(),
        )

    # The first text that refers to a kind of row brings one query for that kind.
    assert count_queries(client, connection, path) <= before + 2
    assert count_queries(client, connection, path) <= MOST_QUERIES


@pytest.fixture
def connection():
    from django.db import connection

    return connection


def count_queries(client, connection, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_home_leads_to_every_area_chapter_and_the_asked_questions(get_page):
    html = get_page("/")

    for row in [
        *BodyArea.objects.all(),
        *Article.objects.all(),
        *Question.objects.all(),
    ]:
        assert f'href="{row.get_absolute_url()}"' in html


@pytest.mark.parametrize("slug", AREAS)
def test_table_and_area_page_show_the_one_row(get_page, slug):
    row = BodyArea.objects.with_relief().get(slug=slug).quick_relief
    row.hold_from_seconds, row.hold_to_seconds = 31, 59
    row.stop_sign = "A new stop sign."
    row.save()

    for path in ("/", "/relief/", f"/relief/{slug}/", "/guide/ease-a-knot-now/"):
        html = get_page(path)
        assert "31 seconds to start, up to 59 seconds if it feels good" in html
        assert "A new stop sign." in html


def test_an_area_page_shows_its_stop_sign_before_what_to_do(get_page):
    html = get_page("/relief/calves/")
    row = BodyArea.objects.with_relief().get(slug="calves").quick_relief
    main = html[html.index("<h1") :]

    assert main.index(row.stop_sign) < main.index(row.action)


def test_each_question_can_be_linked(get_page):
    html = get_page("/questions/")

    for question in Question.objects.all():
        assert f'id="{question.slug}"' in html
        assert question.question in html


def test_a_draft_is_hidden_from_visitors(client, guide, make_article):
    draft = make_article(title="Not yet", status="draft", order=99)

    assert client.get(draft.get_absolute_url()).status_code == 404
    for path in ("/", "/sitemap.xml", "/feed.xml", f"/guide/{CHAPTERS[-1]}/"):
        assert draft.title not in client.get(path).content.decode()


def test_an_edit_is_seen_at_the_next_request(get_page):
    Article.objects.filter(slug=CHAPTERS[0]).update(body="A *new* text.")

    assert "A <em>new</em> text." in get_page(f"/guide/{CHAPTERS[0]}/")


def test_a_chapter_names_its_reviewer_only_once_there_is_one(get_page):
    path = f"/guide/{CHAPTERS[0]}/"
    assert "No clinician has reviewed" in get_page(path)
    assert "lastReviewed" not in get_page(path)

    Article.objects.filter(slug=CHAPTERS[0]).update(
        reviewed_by="A. Person, PT", last_reviewed_on="2026-02-03"
    )

    assert "A. Person, PT" in get_page(path)
    assert "February 3, 2026" in get_page(path)
    assert '"lastReviewed": "2026-02-03"' in get_page(path)


def test_about_says_which_chapters_no_clinician_has_reviewed(get_page):
    assert "No clinician has reviewed the guide" in get_page("/about/")

    Article.objects.filter(slug=CHAPTERS[0]).update(
        reviewed_by="A. Person, PT", last_reviewed_on="2026-02-03"
    )
    partly = get_page("/about/")
    Article.objects.update(reviewed_by="A. Person, PT", last_reviewed_on="2026-02-03")
    wholly = get_page("/about/")

    assert "Ease a knot now: A. Person, PT, February 3, 2026" in partly
    assert "No clinician has reviewed the rest yet: Find the real source;" in partly
    assert "No clinician" not in wholly


def test_chapters_lead_on_and_back(get_page):
    html = get_page(f"/guide/{CHAPTERS[1]}/")

    assert f'href="/guide/{CHAPTERS[0]}/"' in html
    assert f'href="/guide/{CHAPTERS[2]}/"' in html


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_its_address_and_how_it_is_shared(get_page, settings, path):
    settings.SITE_URL = "https://knotcare.example"

    html = get_page(path)

    assert f'<link rel="canonical" href="https://knotcare.example{path}">' in html
    for name in ("og:title", "og:description", "og:image", "og:url", "twitter:card"):
        assert re.search(rf'(?:property|name)="{name}"\s+content="[^"]+"', html), name
    assert re.search(r'<meta name="description"\s+content="[^"]{50,200}">', html)


def test_the_share_image_is_there():
    from django.contrib.staticfiles.finders import find
    from PIL import Image

    with Image.open(find("img/share.png")) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))


def test_a_wrong_address_helps_on(client, guide):
    response = client.get("/guide/nothing-here/")

    assert response.status_code == 404
    for area in BodyArea.objects.all():
        assert area.get_absolute_url() in response.content.decode()


def test_a_broken_page_needs_no_database(client, monkeypatch):
    from articles.views import chapter

    def fail(self):
        raise RuntimeError

    monkeypatch.setattr(chapter.Chapter, "get_queryset", fail)
    client.raise_request_exception = False

    response = client.get(reverse("articles:chapter", args=["any"]))

    assert response.status_code == 500
    assert "broke" in response.content.decode()


def test_the_sitemap_names_every_page(client, guide, settings):
    settings.SITE_URL = "https://knotcare.example"

    locations = re.findall(
        "<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode()
    )

    assert sorted(locations) == sorted(
        f"https://knotcare.example{path}" for path in [*PAGES, "/book/"]
    )


def test_robots_keep_to_the_guide(client, settings):
    settings.SITE_URL = "https://knotcare.example"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: https://knotcare.example/sitemap.xml" in lines


def test_the_feed_has_every_chapter_with_complete_addresses(client, guide, settings):
    settings.SITE_URL = "https://knotcare.example"

    feed = client.get("/feed.xml").content.decode()

    assert feed.count("<entry>") == len(CHAPTERS)
    assert "href=&quot;/" not in feed and 'href="/' not in feed
    assert "https://knotcare.example/relief/" in feed
