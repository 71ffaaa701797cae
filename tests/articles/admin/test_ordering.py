"""Rows that the editors keep in an order of their own, with buttons or by dragging."""

import html5lib
import pytest
from django.contrib.admin.models import LogEntry

from articles.models import Article, BodyArea, CareCard, Question, Stretch
from tests.desk import admin_url, save

ORDERED = [Article, Question, BodyArea, CareCard, Stretch]
QUESTIONS = admin_url(Question, "changelist")
HANDLES = "<ordered-rows>"


@pytest.fixture
def questions(guide) -> list[Question]:
    """The questions in their order, the first of three first."""
    return list(Question.objects.all())


def move_url(row, direction="up"):
    return admin_url(type(row), "move", row.pk, direction)


def drop(client, row, place, seen=None):
    seen = seen or type(row).objects.all()
    values = {"place": place, "seen": ",".join(str(each.pk) for each in seen)}
    return client.post(admin_url(type(row), "place", row.pk), values)


@pytest.mark.parametrize("model", ORDERED)
def test_a_row_moves_up_and_down(guide, editor_client, model):
    first, second, third, *rest = model.objects.all()

    response = editor_client.post(move_url(third), follow=True)
    assert list(model.objects.all()) == [first, third, second, *rest]
    assert response.redirect_chain == [(admin_url(model, "changelist"), 302)]
    assert "was moved up." in response.content.decode()

    editor_client.post(move_url(first, "down"))
    assert list(model.objects.all()) == [third, first, second, *rest]


@pytest.mark.parametrize("model", ORDERED)
def test_the_list_has_a_button_for_every_move(guide, editor_client, model):
    page = editor_client.get(admin_url(model, "changelist")).content.decode()

    form = html5lib.parse(page, namespaceHTMLElements=False).find(
        ".//form[@id='changelist-form']"
    )
    actions = {button.get("formaction") for button in form.iter("button")} - {None}
    assert form.get("method") == "post"
    assert form.find(".//input[@name='csrfmiddlewaretoken']") is not None
    assert actions == {
        move_url(row, direction)
        for row in model.objects.all()
        for direction in ("up", "down")
    }


@pytest.mark.parametrize("model", ORDERED)
def test_a_dropped_row_stays_where_it_was_dropped(guide, editor_client, model):
    first, second, *rest = model.objects.all()

    response = drop(editor_client, first, len(rest))

    assert response.json() == {}
    assert list(model.objects.all()) == [second, *rest[:-1], first, *rest[-1:]]
    logged = LogEntry.objects.get(object_id=first.pk).get_change_message()
    assert logged == f"Moved to place {len(rest) + 1}."


def test_the_first_row_stays_first_and_the_last_one_last(questions, editor_client):
    editor_client.post(move_url(questions[0]))
    editor_client.post(move_url(questions[-1], "down"))

    assert list(Question.objects.all()) == questions


def test_a_broken_move_is_refused(questions, editor_client):
    place = admin_url(Question, "place", questions[0].pk)
    forms = [{}, {"place": "up"}, {"place": "1", "seen": "a,b"}, {"seen": "1"}]

    for path, status in {"2/move/aside/": 403, "99/move/up/": 404}.items():
        assert editor_client.post(QUESTIONS + path).status_code == status
    for form in forms:
        assert editor_client.post(place, form).status_code == 409, form
    assert list(Question.objects.all()) == questions


def test_who_saw_another_order_moves_nothing_and_is_told(questions, editor_client):
    first, second, third = questions
    drop(editor_client, first, 2)

    response = drop(editor_client, first, 1, seen=questions)

    assert response.status_code == 409
    assert "someone else changed this list" in response.json()["error"]
    assert list(Question.objects.all()) == [second, third, first]


def test_rows_can_be_dragged_in_the_whole_list_alone(guide, editor_client):
    for whole in ("", "?all="):
        assert HANDLES in editor_client.get(QUESTIONS + whole).content.decode()
    for part in ("?q=knot", "?q=nowhere", "?o=1"):
        page = editor_client.get(QUESTIONS + part).content.decode()
        assert HANDLES not in page
        assert f'<a href="{QUESTIONS}?all=">the whole list' in page


def test_a_list_of_several_pages_has_no_handles(make_article, editor_client):
    for _ in range(101):
        make_article()
    url = admin_url(Article, "changelist")

    assert HANDLES not in editor_client.get(url).content.decode()
    assert HANDLES in editor_client.get(url + "?all=").content.decode()


def test_a_new_row_goes_last_and_a_changed_one_keeps_its_place(
    questions, editor_client
):
    typed = {"question": "Does it hurt?", "slug": "does-it-hurt", "answer": "A little."}

    save(editor_client, admin_url(Question, "add"), **typed)
    changed = admin_url(Question, "change", questions[0].pk)
    save(editor_client, changed, question="Again?")

    new = Question.objects.get(slug="does-it-hurt")
    assert list(Question.objects.all()) == [*questions, new]
    assert Question.objects.first().question == "Again?"
