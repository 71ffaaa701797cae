"""Rows that the editors keep in an order of their own."""

import html5lib
import pytest
from django.contrib.auth.models import Permission

from articles.models import Article, BodyArea, CareCard, Question, Stretch
from tests.desk import admin_url, save

ORDERED = [Article, Question, BodyArea, CareCard, Stretch]


def move_url(row, direction="up"):
    return admin_url(type(row), "move", row.pk, direction)


@pytest.mark.parametrize("model", ORDERED)
def test_a_row_moves_up_and_down(guide, editor_client, model):
    first, second, third, *rest = model.objects.all()

    response = editor_client.post(move_url(third), follow=True)
    assert list(model.objects.all()) == [first, third, second, *rest]
    assert response.redirect_chain == [(admin_url(model, "changelist"), 302)]
    assert "was moved up." in response.content.decode()

    editor_client.post(move_url(first, "down"))
    assert list(model.objects.all()) == [third, first, second, *rest]


def test_the_first_row_stays_first(guide, editor_client):
    before = list(Question.objects.all())

    editor_client.post(move_url(before[0]))
    editor_client.post(move_url(before[-1], "down"))

    assert list(Question.objects.all()) == before


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


def test_looking_at_a_move_moves_nothing(guide, editor_client):
    before = list(Question.objects.all())

    response = editor_client.get(move_url(before[1]))

    assert response.status_code == 405
    assert list(Question.objects.all()) == before


@pytest.mark.parametrize(
    ("path", "status"), [("/2/move/aside/", 403), ("/99/move/up/", 404)]
)
def test_a_move_to_nowhere_is_refused(guide, editor_client, path, status):
    before = list(Question.objects.all())

    response = editor_client.post(f"/admin/articles/question{path}")

    assert response.status_code == status
    assert list(Question.objects.all()) == before


def test_who_may_only_look_may_not_move(guide, client, django_user_model):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_question"))
    client.force_login(reader)
    before = list(Question.objects.all())

    page = client.get(admin_url(Question, "changelist"))
    response = client.post(move_url(before[1]))

    assert page.status_code == 200
    assert "formaction" not in page.content.decode()
    assert response.status_code == 403
    assert list(Question.objects.all()) == before


def test_a_new_row_goes_last(guide, editor_client):
    before = list(Question.objects.all())

    response = save(
        editor_client,
        admin_url(Question, "add"),
        question="Does it hurt?",
        slug="does-it-hurt",
        answer="A little.",
    )

    assert response.status_code == 302
    assert [row.slug for row in Question.objects.all()] == [
        *(row.slug for row in before),
        "does-it-hurt",
    ]


def test_a_changed_row_keeps_its_place(guide, editor_client):
    before = list(Question.objects.all())

    save(editor_client, admin_url(Question, "change", before[0].pk), question="Again?")

    assert list(Question.objects.all()) == before
    assert Question.objects.first().question == "Again?"
