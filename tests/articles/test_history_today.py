"""A version can be restored where that changes a word."""

import pytest

from articles.models import Article, Question

from .test_history import change, text_in, version_url, versions
from .test_history_restore import restore


@pytest.fixture
def published(press):
    """A chapter that was first kept, and then published without a change."""
    press("_keep", None, title="T", slug="new", summary="S.", body="Text.")
    chapter = Article.objects.get(slug="new")
    press("_publish", chapter)
    return chapter


@pytest.fixture
def moved(guide, editor_client):
    """A question of which only the address changed."""
    question = Question.objects.first()
    change(editor_client, question, slug="another-address")
    return question


@pytest.mark.parametrize("row", ["published", "moved"])
def test_no_button_is_offered_that_would_change_no_word(request, client, row):
    row = request.getfixturevalue(row)
    first, before = versions(row)[-1], versions(row)

    page = text_in(client.get(version_url(first)))
    told = text_in(restore(client, first))

    assert "This is today’s text." in page
    assert "Restore this version" not in page
    assert "This is today’s text already: nothing was changed." in told
    assert versions(row) == before


def test_what_changed_past_the_history_is_restored_too(guide, editor_client):
    question = Question.objects.first()
    last, answer = versions(question)[0], question.answer
    Question.objects.filter(pk=question.pk).update(answer="Elsewhere.")

    page = text_in(restore(editor_client, last))

    question.refresh_from_db()
    assert question.answer == answer
    assert "restored from" in page
