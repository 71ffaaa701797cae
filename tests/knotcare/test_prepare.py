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
    assert "Mails:" not in said
    assert client.get("/").status_code == 200
    assert Article.objects.published().exists()
    assert (settings.STATIC_ROOT / "css" / "site" / "base.css").exists()
    assert (settings.STATIC_ROOT / "admin").is_dir()
    assert {group.name for group in Group.objects.all()} == {"Front desk", "Editors"}


@pytest.mark.slow
def test_its_folder_is_made_and_it_says_where_its_mails_can_be_read(
    new_operator, settings, tmp_path
):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    operator = new_operator("new", is_empty=True)

    said = operator.run("prepare")

    assert operator.execute("SELECT count(*) > 5 FROM articles_article") == [(1,)]
    assert f"Mails:    {tmp_path / 'mail'}\n" in said


def test_the_printed_password_opens_the_desk_and_no_other_does(prepare, client):
    password = password_in(prepare())
    assert len(password) >= 16

    assert sign_in(client, "editor").status_code == 200  # the form again
    assert client.get("/admin/").status_code == 302
    response = sign_in(client, password)

    assert (response.status_code, response.url) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


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


@pytest.mark.slow
def test_a_site_with_staff_gets_no_account_and_no_two_share_a_password(
    prepare, django_user_model
):
    django_user_model.objects.create_user("owner", is_staff=True)
    assert "password" not in prepare()
    assert django_user_model.objects.count() == 1

    django_user_model.objects.all().delete()
    first = password_in(prepare())
    django_user_model.objects.all().delete()

    assert password_in(prepare()) != first


@pytest.mark.slow
def test_a_local_site_shows_examples_until_there_is_something_real(prepare, settings):
    settings.IS_LOCAL = False
    prepare()
    assert not Service.objects.exists() and not OpeningHours.objects.exists()

    settings.IS_LOCAL = True
    real = Service.objects.create(name="Massage", minutes=60, order=1)
    prepare()
    assert [*Service.objects.all()] == [real]
    assert not OpeningHours.objects.exists()

    real.delete()
    prepare()
    prepare()
    examples = [*Service.objects.all(), *OpeningHours.objects.all()]
    assert (Service.objects.count(), len(examples)) == (3, 3 + 6)
    assert all(row.is_example for row in examples)
