"""The search of a guide that has more to say of a word than anybody reads."""

import pytest

from articles.models import Article
from articles.search import rebuild, renew, search, sqlite

FEW = 60


@pytest.fixture
def long_guide(guide, make_article, monkeypatch):
    """A guide in which more passages than are ranked tell of the chest."""
    monkeypatch.setattr(sqlite, "MOST_RANKED", FEW)
    for number in range(FEW):
        make_article(slug=f"chest-{number}", body="The chest.")
    rebuild()


def test_a_warning_comes_first_however_much_is_written_after_it(long_guide):
    before = search("chest", 1).results

    chapters = Article.objects.filter(slug__startswith="chest-")
    chapters.update(body="The chest, once more.")
    renew(*chapters)

    assert before[0].kind == "warning"
    assert search("chest", 1).results == before


def test_what_is_ranked_is_bounded(long_guide):
    assert len(search("chest", 10 * FEW).results) <= FEW + 4


def test_drafts_take_no_place_of_what_can_be_read(long_guide):
    before = {each.path for each in search("chest", 10 * FEW).results}

    drafts = Article.objects.filter(slug__startswith="chest-")
    drafts.update(status=Article.Status.DRAFT, body="The chest, as a draft.")
    renew(*drafts)

    left = {each.path for each in search("chest", 10 * FEW).results}
    assert left >= {path for path in before if "/chest-" not in path}
    assert any(path.startswith("/guide/") for path in left)
