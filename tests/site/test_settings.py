"""Settings are safe by default and say in one line what they need."""

import os
import stat
import subprocess
import sys

import pytest
from django.db import connection

LONG_RANDOM = "k3" * 10 + "-a-long-and-random-text-of-an-operator-" + "Zq9" * 8


@pytest.fixture
def manage(tmp_path):
    """Run manage.py in an environment of its own."""

    def run(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            env={
                "PATH": os.environ["PATH"],
                "ENV_FILE": os.devnull,
                "DATA_DIR": str(tmp_path),
                **environment,
            },
            capture_output=True,
            text=True,
        )

    return run


@pytest.mark.parametrize(
    "reachable", [{"HOST": "0.0.0.0"}, {"SITE_URL": "https://knotcare.example"}]
)
def test_a_reachable_site_needs_its_secret_key(manage, reachable):
    refused = manage("check", **reachable)

    assert refused.returncode == 1
    assert "set SECRET_KEY" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert manage("check", **reachable, SECRET_KEY=LONG_RANDOM).returncode == 0


def test_a_local_site_makes_its_key_once_and_keeps_it_to_itself(manage, tmp_path):
    assert manage("check").returncode == 0
    key = (tmp_path / "secret_key").read_text()

    assert manage("check").returncode == 0

    assert len(key) >= 50
    assert (tmp_path / "secret_key").read_text() == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_debugging_is_off_unless_asked_for(manage):
    ask = [
        "shell",
        "-v0",
        "-c",
        "from django.conf import settings; print(settings.DEBUG)",
    ]

    assert manage(*ask).stdout == "False\n"
    assert manage(*ask, DEBUG="nonsense").stdout == "False\n"
    assert manage(*ask, DEBUG="true").stdout == "True\n"


def test_a_public_site_passes_djangos_deployment_checks(manage):
    checked = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        SITE_URL="https://knotcare.example",
        SECRET_KEY=LONG_RANDOM,
    )

    assert checked.returncode == 0, checked.stderr


def test_sqlite_is_tuned_for_a_web_site(manage):
    asked = manage(
        "shell",
        "-v0",
        "-c",
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    for name in 'journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout':\n"
        "        print(name, *cursor.execute(f'PRAGMA {name}').fetchone())",
    )

    assert asked.stdout.splitlines() == [
        "journal_mode wal",
        "synchronous 1",
        "foreign_keys 1",
        "busy_timeout 5000",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_its_lock_at_once():
    assert connection.transaction_mode == "IMMEDIATE"
