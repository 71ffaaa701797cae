"""What readers take along: the whole guide and the desk card, each whole by itself."""

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.images.illustrations import all_drawings
from articles.images.uploads import accept_picture
from articles.models import Article, BodyArea, Question, Stretch
from articles.views import handouts

from ..images.pictures import picture_file

WHOLE, CARD = HANDOUTS = ["/knotcare-guide.html", "/desk-card.html"]


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = "https://knotcare.example"


@pytest.mark.parametrize("path", HANDOUTS)
def test_a_handout_is_whole_by_itself_and_every_link_leads_somewhere(get_page, path):
    with time_machine.travel(datetime(2027, 1, 1, 5, 59, tzinfo=UTC)):
        html = get_page(path)

    assert "December 31, 2026" in html  # in Houston
    assert "<script" not in html and "<link" not in html and "<use" not in html
    assert not re.search(r'(?:src|srcset)="(?!data:)', html)
    assert "url(" not in html and "@import" not in html
    assert f'href="{path}"' in get_page("/")
    ids = re.findall(r' id="([^"]+)"', html)
    links = re.findall(r'<a [^>]*href="([^"]+)"', html)
    within = {link[1:] for link in links if link.startswith("#")}
    assert within <= {*ids}
    assert all(link.startswith(("#", "https://", "mailto:", "tel:")) for link in links)
    assert len(ids) == len({*ids})


def test_the_whole_guide_is_whole_and_its_links_stay_on_the_page(get_page):
    html = get_page(WHOLE)

    rows = [*BodyArea.objects.all(), *Article.objects.all(), *Question.objects.all()]
    for row in rows:
        assert re.search(rf'id="\w+-{row.slug}"', html)
        assert str(row) in html
    for area in BodyArea.objects.with_relief():
        assert area.quick_relief.stop_sign in html
    for stretch in Stretch.objects.all():
        assert f'id="stretch-{stretch.slug}"' in html
    assert 'href="#article-find-the-real-source"' in html
    assert 'href="#question-when-to-see-someone"' in html
    assert "https://knotcare.example/guide/" not in html
    assert "https://knotcare.example/book/" in html


def test_a_link_to_a_part_of_a_chapter_finds_it(get_page, make_article):
    make_article(slug="first", body="## Why *rest*?\n\nText.")
    make_article(slug="second", body="[A](/guide/first/#section-why-rest) [B](/guide/)")

    html = get_page(WHOLE)

    assert 'href="#article-first-section-why-rest"' in html
    assert 'href="https://knotcare.example/guide/"' in html


def test_rows_of_the_same_slug_keep_their_texts_and_places(get_page, make_article):
    make_article(slug="neck", title="Neck", body="All about necks.")
    make_article(slug="questions", body="A chapter of its own.")

    html = get_page(WHOLE)

    advice = BodyArea.objects.get(slug="neck").advice
    opening = re.search(r"[A-Z][a-z ]+", advice)[0]
    area = html[html.index('id="bodyarea-neck"') : html.index('id="article-neck"')]
    assert opening in area and "All about necks." not in area
    assert html.count("All about necks.") == 1
    assert html.count('id="questions"') == 1


def test_headings_go_down_step_by_step(get_page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", get_page(WHOLE))]

    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_row_that_two_chapters_show_has_its_id_once(get_page, make_article):
    make_article(body="{stretch childs-pose}")

    html = get_page(WHOLE)

    assert html.count("Sit back on your heels.") == 2
    assert html.count('id="stretch-childs-pose"') == 1


def test_an_uploaded_picture_is_inside(get_page, make_article):
    picture = accept_picture(
        SimpleUploadedFile("a.png", picture_file("PNG", size=(1000, 500)))
    )
    make_article(body=f"![A hand]({picture.url} 'Gently')")

    html = get_page(WHOLE)

    tag = re.search(r"<img [^>]+>", html)[0]
    assert 'src="data:image/webp;base64,' in tag
    assert 'alt="A hand"' in tag and 'width="1000"' in tag
    assert "/media/" not in html


def test_a_picture_whose_file_is_gone_leaves_the_page_whole(get_page, make_article):
    make_article(body=f"![A hand](/media/pictures/{'0' * 32}-80x40.webp)\n\nAfter.")

    html = get_page(WHOLE)

    assert "<img" not in html and "After." in html


def test_the_desk_card_has_each_area_with_its_stop_sign_first(get_page):
    html = get_page(CARD)

    for area in BodyArea.objects.with_relief():
        relief = area.quick_relief
        assert html.index(relief.stop_sign) < html.index(relief.action)
        assert all_drawings()[relief.drawing].title in html
        assert relief.spoken_hold in html


@pytest.mark.parametrize(("path", "most"), [(WHOLE, 12), (CARD, 1)])
def test_a_handout_asks_the_database_once_for_each_kind_of_row(
    client, guide, django_assert_max_num_queries, path, most
):
    with django_assert_max_num_queries(most):
        client.get(path)


def test_a_very_long_guide_is_printed_in_part_and_says_so(get_page, monkeypatch):
    short = get_page(WHOLE)
    monkeypatch.setattr(handouts, "MOST_CHAPTERS", 2)

    page = get_page(WHOLE)

    assert page.count('<article class="handout__part"') == 2
    assert "More chapters than fit here" not in short
    assert "More chapters than fit here" in page
    assert "all of them are on the site" in page
    assert 'href="https://knotcare.example/guide/"' in page
