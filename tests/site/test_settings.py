"""What the operator chooses by the environment, and what is refused."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

LONG_TEXT = "a4K-09sdhf_LKJ2h3lkj45hLKJHlkj234h5lkjhLKJH_34lkj5h"
KEY_IS_MISSING = (
    "Knotcare is not set up: set SECRET_KEY to a long random text: the site is "
    "reachable from other machines (see .env.example)."
)
MAIL_IS_MISSING = (
    "Knotcare is not set up: set EMAIL_URL to your mail server: the site is reachable "
    "from other machines, and whoever asks for a session must hear of it (see "
    ".env.example)."
)
MAIL_SERVER = "smtp://mail.spa.example:25"
PRAGMAS = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"]
ASK_PRAGMAS = f"""
import django, json
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    answers = [cursor.execute("PRAGMA " + name).fetchone()[0] for name in {PRAGMAS}]
print(json.dumps(answers))
"""
ASK_SETTINGS = """
import json, sys
from django.conf import settings
print(json.dumps([getattr(settings, name) for name in sys.argv[1:]]))
"""


@pytest.fixture
def python(tmp_path):
    """Run Python with the site's settings in an environment of these names alone."""

    def run(*arguments, **environment):
        fixed = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "knotcare.settings",
            "ENV_FILE": os.devnull,
            "DATA_DIR": str(tmp_path / "var"),
        }
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=fixed | environment,
            capture_output=True,
            text=True,
        )

    return run


@pytest.fixture
def ask(python):
    """The values of these settings in an environment."""

    def run(*names, **environment):
        result = python("-c", ASK_SETTINGS, *names, **environment)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return run


def test_the_second_factor_is_required_by_that_word_alone(ask, python):
    name = "SECOND_FACTOR_REQUIRED"
    assert ask(name) == ask(name, SECOND_FACTOR="optional") == [False]
    assert ask(name, SECOND_FACTOR="required") == [True]

    mistyped = python("manage.py", "check", SECOND_FACTOR="yes")

    assert mistyped.returncode != 0
    assert "set SECOND_FACTOR to required or to optional." in mistyped.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"HOST": "0.0.0.0"},
        {"HOST": "::"},
        {"HOST": "192.168.1.20"},
        {"HOST": "0.0.0.0", "SITE_URL": "http://localhost:8000"},
        {"HOST": "0.0.0.0", "SECRET_KEY": ""},
        {"SITE_URL": "https://spa.example"},
        {"SITE_URL": "http://spa.example:8000/"},
        {"SITE_URL": "https://localhost.spa.example"},
        {"SITE_URL": "https://127.0.0.1@spa.example"},
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["check", "prepare"])
def test_a_site_that_others_can_reach_needs_its_own_key(
    python, tmp_path, command, environment
):
    result = python("manage.py", command, **environment)

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [KEY_IS_MISSING]
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    "environment", [{"HOST": "0.0.0.0"}, {"SITE_URL": "https://spa.example"}], ids=str
)
def test_with_a_key_and_a_mail_server_it_starts(python, tmp_path, environment):
    given = environment | {"SECRET_KEY": LONG_TEXT, "EMAIL_URL": MAIL_SERVER}

    result = python("manage.py", "check", **given)

    assert result.returncode == 0, result.stderr
    assert not (tmp_path / "var" / "secret_key").exists()


@pytest.mark.parametrize(
    "environment",
    [{"HOST": "0.0.0.0"}, {"SITE_URL": "https://spa.example", "EMAIL_URL": ""}],
    ids=str,
)
def test_a_site_that_others_can_reach_needs_a_mail_server(python, environment):
    result = python("manage.py", "check", SECRET_KEY=LONG_TEXT, **environment)

    assert result.returncode == 1
    assert result.stderr.splitlines() == [MAIL_IS_MISSING]


@pytest.mark.parametrize("environment", [{}, {"EMAIL_URL": ""}], ids=str)
def test_a_site_of_this_machine_keeps_its_mails_as_files(ask, environment):
    (backend,) = ask("EMAIL_BACKEND", **environment)

    assert backend == "django.core.mail.backends.filebased.EmailBackend"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_site_of_this_machine_writes_from_an_address_that_can_be(ask, host):
    (sender,) = ask("DEFAULT_FROM_EMAIL", HOST=host, SITE_URL="http://[::1]:8000")

    assert sender == "Knotcare <knotcare@localhost>"


def test_the_mail_server_is_what_its_address_says(ask):
    address = "smtp+tls://desk%40spa.example:p%23ss@mail.spa.example:587"

    values = ask(
        "EMAIL_HOST",
        "EMAIL_PORT",
        "EMAIL_HOST_USER",
        "EMAIL_HOST_PASSWORD",
        "EMAIL_USE_TLS",
        EMAIL_URL=address,
    )

    assert values == ["mail.spa.example", 587, "desk@spa.example", "p#ss", True]


def test_no_proxy_is_believed_until_it_is_counted(ask):
    assert ask("PROXIES") == [0]
    assert ask("PROXIES", PROXIES="2") == [2]


def test_a_chapter_is_reviewed_once_a_year_unless_said_otherwise(ask, python):
    assert ask("REVIEW_MONTHS") == [12]
    assert ask("REVIEW_MONTHS", REVIEW_MONTHS="6") == [6]
    for months in ("0", "121"):
        refused = python("manage.py", "check", REVIEW_MONTHS=months)
        assert refused.returncode == 1
        assert "set REVIEW_MONTHS to a number of months, 1 to 120" in refused.stderr


def test_a_log_is_for_people_or_for_programs(python):
    assert python("manage.py", "check", LOG_FORMAT="json").returncode == 0
    refused = python("manage.py", "check", LOG_FORMAT="xml")
    assert refused.returncode == 1
    assert "set LOG_FORMAT to text or json" in refused.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOST": "localhost"},
        {"HOST": "127.0.0.2", "PORT": "9000"},
        {"HOST": "[::1]"},
        {"SITE_URL": "http://localhost:9000/"},
    ],
    ids=str,
)
def test_a_site_of_this_machine_makes_its_key_once(python, tmp_path, environment):
    key_file = tmp_path / "var" / "secret_key"

    first = python("manage.py", "check", **environment)
    key = key_file.read_text()
    second = python("manage.py", "check", **environment)

    assert (first.returncode, second.returncode) == (0, 0)
    assert len(key) >= 50
    assert key_file.read_text() == key
    assert key_file.stat().st_mode & 0o777 == 0o600


def test_two_sites_never_share_a_key(ask, tmp_path):
    first = ask("SECRET_KEY", DATA_DIR=str(tmp_path / "one"))
    second = ask("SECRET_KEY", DATA_DIR=str(tmp_path / "two"))

    assert first != second


def test_error_pages_tell_strangers_nothing_unless_asked(ask):
    assert ask("DEBUG") == [False]
    assert ask("DEBUG", DEBUG="1") == [True]


SECURE = [
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
]


def test_a_site_with_https_never_leaves_it(ask):
    values = ask(
        *SECURE,
        SITE_URL="https://spa.example",
        SECRET_KEY=LONG_TEXT,
        EMAIL_URL=MAIL_SERVER,
    )

    assert values == [True, True, True, 31_536_000]


def test_the_cookies_of_a_site_with_https_are_its_hosts_alone(ask):
    https = {
        "SITE_URL": "https://spa.example",
        "SECRET_KEY": LONG_TEXT,
        "EMAIL_URL": MAIL_SERVER,
    }
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
    rules = ["SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN"]
    rules += ["SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH"]

    assert ask(*names, **https) == ["__Host-sessionid", "__Host-csrftoken"]
    assert ask(*rules, **https) == [None, None, "/", "/"]
    assert ask(*names) == ["sessionid", "csrftoken"]


def test_a_site_without_https_still_lets_its_editors_in(ask):
    assert ask(*SECURE) == [False, False, False, 0]


def test_djangos_own_list_for_going_live_is_clean(python):
    check = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    site = {
        "HOST": "0.0.0.0",
        "SITE_URL": "https://spa.example",
        "EMAIL_URL": MAIL_SERVER,
    }

    result = python(*check, **site, SECRET_KEY=LONG_TEXT)

    assert result.returncode == 0, result.stderr
    assert python(*check, **site, SECRET_KEY="short").returncode == 1


def test_a_site_with_a_key_of_its_own_makes_its_folder(python, tmp_path):
    result = python("manage.py", "prepare", SECRET_KEY="k" * 50)

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "var" / "db.sqlite3").exists()


def test_the_database_file_survives_a_crash_and_many_readers(python, tmp_path):
    (tmp_path / "var").mkdir()

    result = python("-c", ASK_PRAGMAS)

    assert (tmp_path / "var" / "db.sqlite3").exists()
    synchronous_full = 2
    assert json.loads(result.stdout) == ["wal", synchronous_full, 1, 5000]


def test_a_data_folder_that_cannot_be_is_named_in_one_line(python, tmp_path):
    (tmp_path / "file").write_text("")

    refused = python("manage.py", "check", DATA_DIR=str(tmp_path / "file" / "data"))

    assert refused.returncode == 1
    (line,) = refused.stderr.splitlines()
    assert "can't be written" in line and "DATA_DIR" in line
