"""`make run` makes the site ready; again and again, it changes nothing of anyone's."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from articles.models import Article
from booking.models import OpeningHours, Service


@pytest.fixture
def prepare(db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.SITE_URL = "http://127.0.0.1:8123"

    def run() -> str:
        output = StringIO()
        call_command("prepare", stdout=output)
        return output.getvalue()

    return run


def password_in(said: str) -> str:
    (password,) = re.findall(r"with the password (\S+)\n", said)
    return password


def sign_in(client, password):
    form = {"username": "editor", "password": password, "next": "/admin/"}
    return client.post("/admin/login/", form)


def test_a_new_site_is_whole_and_says_where_it_is(prepare, client, settings):
    said = prepare()

    assert "Knotcare: http://127.0.0.1:8123/\n" in said
    assert "Admin:    http://127.0.0.1:8123/admin/\n" in said
    assert client.get("/").status_code == 200
    assert Article.objects.published().exists()
    assert (settings.STATIC_ROOT / "css" / "base.css").exists()
    assert (settings.STATIC_ROOT / "admin").is_dir()


def test_a_site_without_a_mail_server_says_where_its_mails_can_be_read(
    prepare, settings, tmp_path
):
    assert "Mails:" not in prepare()

    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"

    assert f"Mails:    {tmp_path / 'mail'}\n" in prepare()


def test_the_printed_password_opens_the_desk(prepare, client):
    password = password_in(prepare())

    response = sign_in(client, password)

    assert (response.status_code, response.url) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200
    assert len(password) >= 16


def test_another_password_does_not(prepare, client):
    prepare()

    assert sign_in(client, "editor").status_code == 200  # the form again
    assert client.get("/admin/").status_code == 302


def test_a_second_run_makes_no_account_and_overwrites_nothing(
    prepare, client, django_user_model
):
    password = password_in(prepare())
    Article.objects.filter(slug="ease-a-knot-now").update(title="Ease it")

    said = prepare()

    assert "password" not in said
    assert "account" not in said
    assert django_user_model.objects.count() == 1
    assert sign_in(client, password).status_code == 302
    assert Article.objects.get(slug="ease-a-knot-now").title == "Ease it"


def test_a_site_with_staff_gets_no_account(prepare, django_user_model):
    django_user_model.objects.create_user("owner", is_staff=True)

    assert "password" not in prepare()
    assert django_user_model.objects.count() == 1


def test_no_two_sites_share_a_password(prepare, django_user_model):
    first = password_in(prepare())
    django_user_model.objects.all().delete()

    assert password_in(prepare()) != first


def test_a_local_site_shows_examples_until_there_are_real_ones(prepare, settings):
    settings.IS_LOCAL = True

    prepare()
    prepare()

    assert Service.objects.count() == 3
    assert OpeningHours.objects.count() == 6
    assert all(
        row.is_example for row in [*Service.objects.all(), *OpeningHours.objects.all()]
    )


def test_examples_never_stand_beside_what_is_real(prepare, settings):
    settings.IS_LOCAL = True
    Service.objects.create(name="Massage", minutes=60, order=1)

    prepare()

    assert [service.name for service in Service.objects.all()] == ["Massage"]
    assert not OpeningHours.objects.exists()


def test_a_public_site_has_no_examples(prepare, settings):
    settings.IS_LOCAL = False

    prepare()

    assert not Service.objects.exists()
    assert not OpeningHours.objects.exists()


def test_the_roles_are_there(prepare):
    prepare()

    assert {group.name for group in Group.objects.all()} == {"Front desk", "Editors"}
