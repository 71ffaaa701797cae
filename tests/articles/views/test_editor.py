"""Who may use the Markdown editor's addresses, and what they answer."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import resolve, reverse

from articles.markdown.renderer import render
from tests.articles.images.pictures import picture_file, upload_to

TEXT = "## Rest\n\nHold for {hold neck}, **gently**.[^safiri-2020] <script>x</script>"
PREVIEW, UPLOAD, PICTURES = map(
    reverse, ("markdownx_markdownify", "markdownx_upload", "picture_library")
)
STAFF = {"is_staff": True}
WHO_LEFT = STAFF | {"is_active": False}
MAY_ALL = ["change_question", "add_article", "change_bodyarea"]
# What is true of them, and their permissions.
EDITORS = {
    "keeper of questions": (STAFF, ["change_question"]),
    "author of chapters": (STAFF, ["add_article"]),
    "owner": (STAFF | {"is_superuser": True}, []),
}
OTHERS = {
    "a customer": ({}, MAY_ALL),
    "staff without permission": (STAFF, []),
    "staff who left": (WHO_LEFT, MAY_ALL),
    "owner who left": (WHO_LEFT | {"is_superuser": True}, []),
    "front desk": (STAFF, ["change_spa"]),
    "a reader of the desk": (STAFF, ["view_question"]),
    "keeper of sources": (STAFF, ["change_source"]),
}


def preview(client, text=TEXT):
    return client.post(PREVIEW, {"content": text})


def ask_everything(client):
    """What the editor asks for: a preview, to upload, to choose from the library, and
    to remember the description of a picture there."""
    said = {"key": "0" * 32, "description": "A wall"}
    return [
        preview(client),
        upload_to(client, picture_file()),
        client.get(PICTURES),
        client.post(PICTURES, said),
    ]


@pytest.fixture
def client_of(db, django_user_model):
    def sign_in(name, is_true, permissions) -> Client:
        user = django_user_model.objects.create_user(name, **is_true)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def test_editors_are_answered(client_of):
    for name, who in EDITORS.items():
        answers = ask_everything(client_of(name, *who))

        assert [each.status_code for each in answers] == [200, 200, 200, 204], name


def test_nobody_else_is_answered_and_each_is_told_in_the_form_of_what_was_asked(
    client, client_of
):
    for someone in (client, *(client_of(name, *who) for name, who in OTHERS.items())):
        answers = ask_everything(someone)

        assert [each.status_code for each in answers] == [403] * 4
        for answer in answers:
            assert "You are signed out" in answer.content.decode()
            assert "<form" not in answer.content.decode()
            assert len(answer.content) < 300
        assert answers[0]["Content-Type"].startswith("text/html")
        assert list(answers[1].json()) == ["image"]


def test_the_preview_is_what_readers_will_see(guide, editor_client):
    page = preview(editor_client).content.decode()

    assert page == render(TEXT)
    assert "30 seconds" in page
    assert "<script" not in page


def test_a_preview_of_an_empty_text_is_empty_and_of_none_an_error(editor_client):
    empty, none = preview(editor_client, ""), editor_client.post(PREVIEW)

    assert (empty.status_code, empty.content) == (200, b"")
    assert (none.status_code, none.content) == (400, b"<p>No text arrived.</p>")


def test_only_a_form_is_answered(editor_client):
    for address in (PREVIEW, UPLOAD):
        for method in ("get", "head", "put", "delete", "options"):
            assert getattr(editor_client, method)(address).status_code == 405, method


def test_the_editor_packages_own_open_addresses_are_not_there():
    assert (PREVIEW, UPLOAD) == ("/markdownx/markdownify/", "/markdownx/upload/")
    for address in (PREVIEW, UPLOAD):
        assert resolve(address).func.view_class.__module__ == "articles.views.editor"
