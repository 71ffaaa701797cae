"""What `make run` does before it serves."""

import io
import re

import pytest
from django.core.management import call_command

from articles.models import Article


@pytest.fixture
def prepare(db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"

    def run() -> str:
        output = io.StringIO()
        call_command("prepare", stdout=output)
        return output.getvalue()

    return run


def test_a_fresh_site_is_whole_and_says_where_it_is(prepare, settings, tmp_path):
    settings.SITE_URL = "http://127.0.0.1:8123"

    said = prepare()

    assert "http://127.0.0.1:8123/\n" in said
    assert "http://127.0.0.1:8123/admin/\n" in said
    assert Article.objects.published().count() == 6
    assert (tmp_path / "static" / "css" / "tokens.css").exists()


def test_the_first_account_can_sign_in_with_the_password_shown_once(prepare, client):
    password = re.search(r"password (\S+)", prepare())[1]

    again = prepare()

    assert client.login(username="editor", password=password)
    assert "password" not in again


def test_where_someone_can_sign_in_no_account_is_made(prepare, admin_user):
    assert "password" not in prepare()


def test_preparing_again_overwrites_nothing(prepare):
    prepare()
    Article.objects.filter(slug="ease-a-knot-now").update(body="An editor's words.")

    said = prepare()

    assert "chapter ease-a-knot-now: kept as edited" in said
    assert Article.objects.get(slug="ease-a-knot-now").body == "An editor's words."
