"""Who may use the Markdown editor's two addresses, and what they answer."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import resolve, reverse

from articles.markdown import render
from tests.articles.pictures import picture_file, upload_to

TEXT = "## Rest\n\nHold for {hold neck}, **gently**.[^safiri-2020] <script>x</script>"
MAY_ALL = [
    "articles.change_question",
    "articles.add_article",
    "articles.change_bodyarea",
]
EVERYBODY = [
    # who, what is true of them, their permissions, whether they may edit
    ("anonymous", None, [], False),
    ("a customer", {}, MAY_ALL, False),
    ("staff without permission", {"is_staff": True}, [], False),
    ("staff who left", {"is_staff": True, "is_active": False}, MAY_ALL, False),
    ("front desk", {"is_staff": True}, ["booking.change_spa"], False),
    ("a reader of the desk", {"is_staff": True}, ["articles.view_question"], False),
    ("keeper of sources", {"is_staff": True}, ["articles.change_source"], False),
    ("keeper of questions", {"is_staff": True}, ["articles.change_question"], True),
    ("author of chapters", {"is_staff": True}, ["articles.add_article"], True),
    (
        "owner who left",
        {"is_superuser": True, "is_staff": True, "is_active": False},
        [],
        False,
    ),
    ("owner", {"is_superuser": True, "is_staff": True}, [], True),
]


def preview(client, text=TEXT):
    return client.post(reverse("markdownx_markdownify"), {"content": text})


def upload(client):
    return upload_to(client, picture_file())


def library(client):
    return client.get(reverse("picture_library"))


def remember(client):
    said = {"key": "0" * 32, "description": "A wall"}
    return client.post(reverse("picture_library"), said)


@pytest.fixture
def sign_in(client, django_user_model):
    def make(is_true, permissions):
        if is_true is not None:
            user = django_user_model.objects.create_user("someone", **is_true)
            for permission in permissions:
                app, _, codename = permission.partition(".")
                user.user_permissions.add(
                    Permission.objects.get(
                        content_type__app_label=app, codename=codename
                    )
                )
            client.force_login(user)
        return client

    return make


@pytest.mark.parametrize("ask", [preview, upload, library, remember])
@pytest.mark.parametrize(
    ("is_true", "permissions", "may"),
    [row[1:] for row in EVERYBODY],
    ids=[row[0] for row in EVERYBODY],
)
def test_editors_are_answered_and_nobody_else(
    guide, sign_in, ask, is_true, permissions, may
):
    response = ask(sign_in(is_true, permissions))

    assert response.status_code in ((200, 204) if may else (403,))
    if not may:
        assert "You are signed out" in response.content.decode()
        assert "<form" not in response.content.decode()
        assert len(response.content) < 300


def test_a_refused_preview_and_picture_say_so_in_their_own_form(client, db):
    assert preview(client)["Content-Type"].startswith("text/html")
    assert list(upload(client).json()) == ["image"]


def test_the_preview_is_what_readers_will_see(guide, editor_client):
    response = preview(editor_client)

    assert response.content.decode() == render(TEXT)
    assert "30 seconds" in response.content.decode()
    assert "<script" not in response.content.decode()


def test_an_empty_text_has_an_empty_preview(editor_client):
    response = preview(editor_client, "")

    assert (response.status_code, response.content) == (200, b"")


def test_a_preview_of_nothing_is_an_error(editor_client):
    response = editor_client.post(reverse("markdownx_markdownify"))

    assert response.status_code == 400
    assert response.content == b"<p>No text arrived.</p>"


@pytest.mark.parametrize("name", ["markdownx_markdownify", "markdownx_upload"])
@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_only_a_form_is_answered(editor_client, name, method):
    assert getattr(editor_client, method)(reverse(name)).status_code == 405


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("markdownx_markdownify", "/markdownx/markdownify/"),
        ("markdownx_upload", "/markdownx/upload/"),
    ],
)
def test_the_editor_packages_own_open_addresses_are_not_there(name, address):
    assert reverse(name) == address
    assert resolve(address).func.view_class.__module__ == "articles.editor"
