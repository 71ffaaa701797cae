"""A backup is one file, checked before it has its name; a backup that fails leaves no
file and deletes none."""

import fcntl
import json
import os
import resource
import shutil
import sqlite3
import tarfile
from contextlib import closing

import pytest


@pytest.fixture
def operator(new_operator):
    return new_operator("data")


def test_a_backup_holds_the_database_the_pictures_and_what_they_are(operator):
    operator.add_picture("one", b"first")

    said = operator.run("backup")

    (file,) = operator.backups()
    with tarfile.open(file) as tar:
        assert tar.getnames() == [
            "database.sqlite3",
            "media/pictures/one.webp",
            "manifest.json",
        ]
        assert tar.extractfile("media/pictures/one.webp").read() == b"first"
        manifest = json.load(tar.extractfile("manifest.json"))
    assert manifest["rows"]["booking_service"] == 1
    assert str(file) in said
    assert "0 chapters, 0 requests, 1 picture file," in said


def test_nobody_else_may_read_a_backup_and_no_secret_is_in_it(operator, settings):
    """Neither what was deleted, nor who is signed in, nor the site's key."""
    session = "VALUES ('a-secret-session', '', '2099-01-01')"
    operator.execute(f"INSERT INTO django_session {session}")
    operator.execute("CREATE TABLE note AS SELECT 'Ana Bell' AS who")
    with closing(operator.database()) as database:
        database.execute("PRAGMA secure_delete = OFF")  # as some systems have it
        database.execute("DELETE FROM note")
        database.commit()
    (operator.data / "secret_key").write_text(settings.SECRET_KEY)

    file = operator.back_up()

    data = file.read_bytes()
    secrets = ["a-secret-session", "Ana Bell", settings.SECRET_KEY]
    assert [each for each in secrets if each.encode() in data] == []
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_the_newest_are_kept_one_at_least_and_nothing_else_is_deleted(
    operator, tmp_path
):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    old = [folder / f"knotcare-2026010{day}T000000Z.tar" for day in (1, 2, 3)]
    others = [folder / "letter.txt", folder / "knotcare-before-restore-x.tar"]
    for file in (*old, *others):
        file.write_text("old")

    said = operator.run("backup", folder, "--keep", "2")

    left = set(folder.glob("*")) - {folder / ".lock"}
    (new,) = left - {old[2], *others}
    assert new.name > old[2].name
    assert said.count("Deleted") == 2
    assert "at least one" in operator.refused("backup", "--keep", "0")
    assert "at least one" in operator.refused("backup", "--keep", "-1")


@pytest.fixture
def refused(operator):
    """Why a backup can't be made; the good one that is there stays, and no half one."""
    good = operator.back_up()

    def back_up(*arguments) -> str:
        said = operator.refused("backup", *arguments)
        assert operator.backups() == [good]
        assert [each for each in operator.folder.iterdir() if each.is_dir()] == []
        return said

    return back_up


def test_a_damaged_database_is_told_and_the_last_good_backup_stays(operator, refused):
    operator.damage()

    assert "db.sqlite3" in refused("--keep", "1")


def test_without_a_site_there_is_nothing_to_back_up(operator, refused):
    operator.lose_database()

    assert "There is no site to back up" in refused()
    assert not (operator.data / "db.sqlite3").exists()


def test_a_disk_that_fills_up_leaves_no_half_backup(refused):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        said = refused()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert said


def test_too_little_room_is_told_before_anything_is_written(
    operator, refused, monkeypatch
):
    usage = shutil.disk_usage(operator.data)._replace(free=1_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)

    said = refused()

    assert "There is too little room in " in said
    assert "0.0 MB are free" in said


def test_two_backups_at_once_are_not_made_in_one_folder(operator, refused):
    with (operator.folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert "Another backup or restore" in refused()


def test_a_folder_that_cannot_be_written_is_named(operator, tmp_path):
    (tmp_path / "file").touch()

    said = operator.refused("backup", tmp_path / "file" / "backups")

    assert said == f"{tmp_path / 'file' / 'backups'}: Not a directory"


def test_what_a_killed_backup_left_is_cleared_by_the_next(operator):
    left = operator.folder / ".knotcare-killed"
    left.mkdir(parents=True)
    (left / "database.sqlite3").touch()

    operator.run("backup")

    assert [each for each in operator.folder.iterdir() if each.is_dir()] == []


def test_root_is_sent_to_the_sites_own_user(operator, monkeypatch):
    """The files that SQLite makes beside its database would be root's."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    if os.getuid() == 0:
        os.chown(operator.data, 1234, -1)
    owner = operator.data.stat().st_uid

    assert f"sudo -u '#{owner}'" in operator.refused("backup")
    assert f"sudo -u '#{owner}'" in operator.refused("restore", "file.tar")


def test_what_is_committed_is_in_it_and_who_is_writing_is_not_seen_half_way(
    operator, tmp_path
):
    with closing(operator.database()) as busy:
        busy.execute("PRAGMA wal_autocheckpoint = 0")  # it stays in the log
        busy.execute("UPDATE booking_service SET name = 'Committed'")
        busy.commit()
        busy.execute("UPDATE booking_service SET name = 'Half way'")

        with tarfile.open(operator.back_up()) as tar:
            tar.extract("database.sqlite3", tmp_path, filter="data")
        busy.commit()  # nor does it wait

    with closing(sqlite3.connect(tmp_path / "database.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = copy.execute("SELECT name FROM booking_service").fetchall()
    assert names == [("Committed",)]
