"""The disk of the database is full, to the last byte."""

import subprocess

import pytest

from . import breaking


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
