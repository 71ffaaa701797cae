"""The database of a running site breaks: nobody is told what isn't so, and nothing that
anybody was told is lost."""

import subprocess
import sys

import pytest
from django.conf import settings

from . import breaking

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="breaks as Linux does")

# What the log says of it, and whether pages can still be read.
FAULTS = {
    breaking.locked: ("database is locked", True),
    breaking.read_only: ("attempt to write a readonly database", True),
    breaking.failing_disk: ("disk I/O error", True),
    breaking.gone: ("is gone, but its log is there", False),
    breaking.folder_gone: ("unable to open database file", False),
    breaking.damaged: ("file is not a database", False),
}


@pytest.fixture(scope="module")
def trial(begin_trial):
    return begin_trial("sqlite", people=2 * len(FAULTS))


@pytest.mark.parametrize("break_it", FAULTS, ids=lambda each: each.__name__)
def test_nothing_is_lost_while_the_database_is(trial, break_it):
    trial.run(break_it, *FAULTS[break_it])


def test_a_site_that_is_started_anew_makes_no_other_database_in_its_place(trial):
    command = [sys.executable, "manage.py", "prepare"]
    environment = trial.site.environment

    with breaking.gone(trial.site):
        started = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
        )

    assert started.returncode == 1
    assert "is gone, but its log is there" in started.stderr
    trial.assert_all_is_there()
