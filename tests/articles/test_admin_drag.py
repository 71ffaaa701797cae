"""A row is put where an editor dropped it, in the list as that editor saw it."""

import pytest
from django.contrib.admin.models import LogEntry

from articles.models import Article, BodyArea, CareCard, Passage, Question, Stretch
from articles.search import rebuild
from tests.desk import admin_url

ORDERED = [Article, Question, BodyArea, CareCard, Stretch]
HANDLES = "<ordered-rows>"


def slugs(model) -> list[str]:
    return list(model.objects.values_list("slug", flat=True))


def pks(model) -> list[int]:
    return list(model.objects.values_list("pk", flat=True))


def drop(client, row, place, seen=None):
    url = admin_url(type(row), "place", row.pk)
    seen = ",".join(map(str, seen or pks(type(row))))
    return client.post(url, {"place": place, "seen": seen})


@pytest.mark.parametrize("model", ORDERED)
def test_a_dropped_row_stays_where_it_was_dropped(guide, editor_client, model):
    first, second, *rest = slugs(model)

    response = drop(editor_client, model.objects.first(), len(rest))

    assert response.json() == {}
    assert slugs(model) == [second, *rest[:-1], first, *rest[-1:]]


def test_who_saw_another_order_moves_nothing_and_is_told(guide, editor_client):
    seen = pks(Question)
    drop(editor_client, Question.objects.first(), 2)
    before = slugs(Question)

    response = drop(editor_client, Question.objects.first(), 1, seen)

    assert response.status_code == 409
    assert "someone else changed this list" in response.json()["error"]
    assert slugs(Question) == before


@pytest.mark.parametrize(
    "sent", [{}, {"place": "up"}, {"place": "1", "seen": "a,b"}, {"seen": "1"}]
)
def test_a_broken_drop_moves_nothing(guide, editor_client, sent):
    before = slugs(Question)

    url = admin_url(Question, "place", Question.objects.first().pk)
    response = editor_client.post(url, sent)

    assert response.status_code == 409
    assert slugs(Question) == before


def test_the_search_knows_the_new_order(guide, editor_client):
    rebuild()
    last = Question.objects.last()

    drop(editor_client, last, 0)

    found = Passage.objects.filter(kind="question").order_by("place")
    assert found.first().title == last.question


def test_a_move_is_in_the_rows_log(guide, editor_client):
    question = Question.objects.first()

    drop(editor_client, question, 2)

    entry = LogEntry.objects.get(object_id=str(question.pk))
    assert entry.get_change_message() == "Moved to place 3."


def test_rows_can_be_dragged_in_the_whole_list_alone(guide, editor_client):
    url = admin_url(Question, "changelist")

    assert HANDLES in editor_client.get(url).content.decode()
    assert HANDLES in editor_client.get(url + "?all=").content.decode()
    for part in ("?q=knot", "?q=nowhere", "?o=1"):
        page = editor_client.get(url + part).content.decode()
        assert HANDLES not in page
        assert f'<a href="{url}?all=">the whole list' in page


def test_a_list_of_several_pages_has_no_handles(make_article, editor_client):
    for _ in range(101):
        make_article()
    url = admin_url(Article, "changelist")

    assert HANDLES not in editor_client.get(url).content.decode()
    assert HANDLES in editor_client.get(url + "?all=").content.decode()


def test_looking_drops_nothing(guide, editor_client):
    url = admin_url(Question, "place", Question.objects.first().pk)

    assert editor_client.get(url).status_code == 405
