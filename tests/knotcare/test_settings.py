"""What the operator chooses by the environment, and what is refused."""

import logging
import os
import runpy
import subprocess
import sys
from unittest import mock

import pytest
from django.conf import global_settings, settings
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

SETTINGS = str(settings.BASE_DIR / "knotcare" / "settings.py")
LONG_TEXT = "a4K-09sdhf_LKJ2h3lkj45hLKJHlkj234h5lkjhLKJH_34lkj5h"
KEY_IS_MISSING = (
    "set SECRET_KEY to a long random text: the site is reachable from other machines "
    "(see .env.example)."
)
MAIL_IS_MISSING = (
    "set EMAIL_URL to your mail server: the site is reachable from other machines, "
    "and whoever asks for a session must hear of it (see .env.example)."
)
GIVEN = {"SECRET_KEY": LONG_TEXT, "EMAIL_URL": "smtp://mail.spa.example:25"}
HTTPS = GIVEN | {"SITE_URL": "https://spa.example"}
AS_FILES = "django.core.mail.backends.filebased.EmailBackend"
MONTHS = "set REVIEW_MONTHS to a number of months, 1 to 120."


@pytest.fixture
def environment(tmp_path):
    return {"ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path / "var")}


@pytest.fixture
def settings_of(environment, monkeypatch):
    """The settings in an environment of these names alone."""
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)

    def run(**chosen: str) -> dict:
        with mock.patch.dict(os.environ, environment | chosen, clear=True):
            return vars(global_settings) | runpy.run_path(SETTINGS)

    return run


@pytest.fixture
def refused(settings_of):
    """Why there are no settings in such an environment."""

    def run(**chosen: str) -> str:
        with pytest.raises(ImproperlyConfigured) as error:
            settings_of(**chosen)
        return str(error.value)

    return run


@pytest.fixture
def manage(environment):
    """Run manage.py in such an environment; its exit status and what it says."""

    def run(*arguments: str, **chosen: str) -> tuple[int, str, list[str]]:
        result = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ["PATH"]} | environment | chosen,
            capture_output=True,
            text=True,
        )
        return result.returncode, result.stdout, result.stderr.splitlines()

    return run


def test_a_site_that_others_can_reach_needs_its_own_key(refused, tmp_path):
    for chosen in (
        {"HOST": "0.0.0.0"},
        {"HOST": "::"},
        {"HOST": "192.168.1.20"},
        {"HOST": "0.0.0.0", "SITE_URL": "http://localhost:8000"},
        {"HOST": "0.0.0.0", "SECRET_KEY": ""},
        {"SITE_URL": "https://spa.example"},
        {"SITE_URL": "http://spa.example:8000/"},
        {"SITE_URL": "https://localhost.spa.example"},
        {"SITE_URL": "https://127.0.0.1@spa.example"},
    ):
        assert refused(**chosen) == KEY_IS_MISSING, chosen
    assert not (tmp_path / "var").exists()


def test_it_needs_a_mail_server_too_and_then_it_starts(settings_of, refused, tmp_path):
    for chosen in ({"HOST": "0.0.0.0"}, {"SITE_URL": "https://spa.example"}):
        assert refused(SECRET_KEY=LONG_TEXT, **chosen) == MAIL_IS_MISSING
        without = GIVEN | chosen | {"EMAIL_URL": ""}
        assert refused(**without) == MAIL_IS_MISSING

        assert settings_of(**GIVEN | chosen)["SECRET_KEY"] == LONG_TEXT
    assert not (tmp_path / "var" / "secret_key").exists()


@pytest.mark.parametrize("command", ["check", "prepare"])
def test_what_is_missing_is_said_in_one_line(manage, tmp_path, command):
    said = [f"Knotcare is not set up: {KEY_IS_MISSING}"]

    assert manage(command, HOST="0.0.0.0") == (1, "", said)
    assert not (tmp_path / "var").exists()


def test_a_data_folder_that_cannot_be_is_named_in_one_line(manage, tmp_path):
    (tmp_path / "file").write_text("")

    status, _, (line,) = manage("check", DATA_DIR=str(tmp_path / "file" / "data"))

    assert status == 1
    assert "can't be written" in line and "DATA_DIR" in line


@pytest.mark.slow
def test_djangos_own_list_for_going_live_is_clean(manage):
    check = ["check", "--deploy", "--fail-level", "WARNING"]
    site = HTTPS | {"HOST": "0.0.0.0", "LOG_FORMAT": "json"}

    status, _, said = manage(*check, **site)

    assert status == 0, said
    assert manage(*check, **site | {"SECRET_KEY": "short"})[0] == 1


def test_a_site_of_this_machine_makes_its_key_once(settings_of, tmp_path):
    local = [
        {},
        {"HOST": "localhost"},
        {"HOST": "127.0.0.2", "PORT": "9000"},
        {"HOST": "[::1]"},
        {"SITE_URL": "http://localhost:9000/"},
    ]
    keys = set()
    for number, chosen in enumerate(local):
        folder = tmp_path / str(number)
        chosen |= {"DATA_DIR": str(folder)}
        key = settings_of(**chosen)["SECRET_KEY"]

        assert settings_of(**chosen)["SECRET_KEY"] == key
        assert len(key) >= 50
        assert (folder / "secret_key").read_text() == key
        assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600
        keys.add(key)

    assert len(keys) == len(local)  # no two sites share one


def test_a_site_of_this_machine_writes_from_an_address_that_can_be(settings_of):
    for host in ("127.0.0.1", "::1", "localhost"):
        found = settings_of(HOST=host, SITE_URL="http://[::1]:8000")

        assert found["DEFAULT_FROM_EMAIL"] == "Knotcare <knotcare@localhost>", host


def test_the_mail_server_is_what_its_address_says(settings_of):
    url = "smtp+tls://desk%40spa.example:p%23ss@mail.spa.example:587"
    found = settings_of(EMAIL_URL=url)

    assert found == found | {
        "EMAIL_HOST": "mail.spa.example",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "desk@spa.example",
        "EMAIL_HOST_PASSWORD": "p#ss",
        "EMAIL_USE_TLS": True,
    }


@pytest.mark.parametrize(
    ("name", "unsaid", "environment_has", "said"),
    [
        ("DEBUG", False, {"DEBUG": "1"}, True),
        ("PROXIES", 0, {"PROXIES": "2"}, 2),
        ("REVIEW_MONTHS", 12, {"REVIEW_MONTHS": "6"}, 6),
        ("SECOND_FACTOR_REQUIRED", False, {"SECOND_FACTOR": "optional"}, False),
        ("SECOND_FACTOR_REQUIRED", False, {"SECOND_FACTOR": "required"}, True),
        ("EMAIL_BACKEND", AS_FILES, {"EMAIL_URL": ""}, AS_FILES),
    ],
)
def test_a_choice_counts_and_the_cautious_one_where_none_is_made(
    settings_of, name, unsaid, environment_has, said
):
    assert settings_of()[name] == unsaid
    assert settings_of(**environment_has)[name] == said


@pytest.mark.parametrize(
    ("name", "word", "told"),
    [
        ("SECOND_FACTOR", "yes", "set SECOND_FACTOR to required or to optional."),
        ("REVIEW_MONTHS", "0", MONTHS),
        ("REVIEW_MONTHS", "121", MONTHS),
        ("LOG_FORMAT", "xml", "set LOG_FORMAT to text or json."),
    ],
)
def test_a_choice_that_there_is_not_is_refused(refused, name, word, told):
    assert refused(**{name: word}) == told


def test_without_https_editors_get_in_all_the_same(settings_of):
    """What is kept to HTTPS elsewhere: test_csp_header.py"""
    found = settings_of()

    assert found == found | {
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SESSION_COOKIE_NAME": "sessionid",
        "CSRF_COOKIE_NAME": "csrftoken",
    }


def test_the_database_file_survives_a_crash_and_many_readers(
    settings_of, tmp_path, django_db_blocker
):
    (tmp_path / "var").mkdir()
    database = ConnectionHandler(settings_of()["DATABASES"])["default"]
    full = 2
    wanted = {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 10000,
    }

    with django_db_blocker.unblock(), database.cursor() as cursor:
        pragmas = {name: cursor.execute(f"PRAGMA {name}").fetchone() for name in wanted}
    database.close()

    assert pragmas == {name: (value,) for name, value in wanted.items()}
    assert (tmp_path / "var" / "db.sqlite3").exists()
