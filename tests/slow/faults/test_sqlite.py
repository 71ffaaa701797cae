"""The database of a running site breaks: nobody is told what isn't so, and nothing that
anybody was told is lost."""

import subprocess
import sys

import pytest

from tests.real_site import attempt

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
    with breaking.gone(trial.site):
        started = attempt(trial.site.environment, "prepare")

    assert started.returncode == 1
    assert "is gone, but its log is there" in started.stderr
    trial.assert_all_is_there()


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory):
    """A disk of its own, which can be filled."""
    disk = str(tmp_path_factory.mktemp("disk"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "knotcare-test", disk]
    try:
        subprocess.run(mount, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a disk can't be mounted here: {getattr(error, 'stderr', error)}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_nothing_is_lost_on_a_full_disk(small_disk, begin_trial):
    url = f"sqlite:///{small_disk}/db.sqlite3"
    trial = begin_trial("sqlite", people=2, DATABASE_URL=url)

    trial.run(breaking.full_disk, "database or disk is full", can_read=True)
