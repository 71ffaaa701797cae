"""A text becomes HTML when it or what it shows changes, not when it is read."""

import pytest

from articles.markdown import rendered
from articles.models import Article, Dose, Source

pytestmark = pytest.mark.django_db
TEXT = "## Warm up\n\nFor {dose heat}, as was found.[^one]\n"


@pytest.fixture
def page(client, guide):
    Source.objects.create(slug="one", citation="A journal, 2020")
    Article.objects.filter(slug="ease-a-knot-now").update(body=TEXT)
    rendered.cache_clear()
    return lambda: client.get("/guide/ease-a-knot-now/").content.decode()


def times_rendered() -> int:
    return rendered.cache_info().misses


def test_a_text_is_rendered_for_its_first_reader(page):
    first = page()

    assert page() == first
    assert times_rendered() == 1


def test_a_changed_text_is_shown(page):
    page()
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
def test_a_change_of_a_row_that_it_shows_is_shown(page, model, slug, change, words):
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
