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


def test_nobody_else_on_the_machine_may_read_a_backup(operator):
    operator.run("backup")

    (file,) = operator.backups()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_what_was_deleted_and_who_is_signed_in_is_not_in_a_backup(operator):
    with closing(operator.database()) as database:
        database.execute("PRAGMA secure_delete = OFF")  # as some systems have it
        database.execute(
            "INSERT INTO django_session VALUES ('a-secret-session', '', '2099-01-01')"
        )
        database.execute("CREATE TABLE note AS SELECT 'Ana Bell' AS who")
        database.commit()
        database.execute("DELETE FROM note")
        database.commit()

    operator.run("backup")

    data = operator.backups()[0].read_bytes()
    assert b"a-secret-session" not in data
    assert b"Ana Bell" not in data


def test_the_secret_key_is_not_in_a_backup(operator, settings):
    (operator.data / "secret_key").write_text(settings.SECRET_KEY)

    operator.run("backup")

    assert settings.SECRET_KEY.encode() not in operator.backups()[0].read_bytes()


def test_the_newest_are_kept_and_nothing_else_is_deleted(operator, tmp_path):
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


def test_at_least_one_is_kept(operator):
    assert "at least one" in operator.refused("backup", "--keep", "0")
    assert "at least one" in operator.refused("backup", "--keep", "-1")


@pytest.fixture
def with_one(operator):
    operator.run("backup")
    yield operator
    assert [each.name for each in operator.folder.iterdir() if each.is_dir()] == []


def test_a_damaged_database_is_told_and_the_last_good_backup_stays(with_one):
    good = with_one.backups()
    with_one.damage()

    said = with_one.refused("backup", "--keep", "1")

    assert "db.sqlite3" in said
    assert with_one.backups() == good


def test_without_a_site_there_is_nothing_to_back_up(with_one):
    for file in with_one.data.glob("db.sqlite3*"):
        file.unlink()

    said = with_one.refused("backup")

    assert "There is no site to back up" in said
    assert not (with_one.data / "db.sqlite3").exists()


def test_a_disk_that_fills_up_leaves_no_half_backup(with_one, monkeypatch):
    good = with_one.backups()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        said = with_one.refused("backup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert said
    assert with_one.backups() == good


def test_too_little_room_is_told_before_anything_is_written(with_one, monkeypatch):
    good = with_one.backups()
    usage = shutil.disk_usage(with_one.data)._replace(free=1_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)

    said = with_one.refused("backup")

    assert "There is too little room in " in said
    assert "0.0 MB are free" in said
    assert with_one.backups() == good


def test_a_folder_that_cannot_be_written_is_named(operator, tmp_path):
    (tmp_path / "file").touch()

    said = operator.refused("backup", tmp_path / "file" / "backups")

    assert said == f"{tmp_path / 'file' / 'backups'}: Not a directory"


def test_two_backups_at_once_are_not_made_in_one_folder(with_one):
    with (with_one.folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = with_one.refused("backup")

    assert "Another backup or restore" in said


def test_what_a_killed_backup_left_is_cleared_by_the_next(with_one):
    left = with_one.folder / ".knotcare-killed"
    left.mkdir()
    (left / "database.sqlite3").touch()

    with_one.run("backup")

    assert not left.exists()


def test_root_is_sent_to_the_sites_own_user(operator, monkeypatch):
    """The files that SQLite makes beside its database would be root's."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    if os.getuid() == 0:
        os.chown(operator.data, 1234, -1)
    owner = operator.data.stat().st_uid

    assert f"sudo -u '#{owner}'" in operator.refused("backup")
    assert f"sudo -u '#{owner}'" in operator.refused("restore", "file.tar")


@pytest.fixture
def copied_services(operator, tmp_path):
    """Make a backup; return the services in its database, as any tool reads it."""

    def back_up() -> list[tuple[str]]:
        operator.run("backup")
        with tarfile.open(operator.backups()[0]) as tar:
            tar.extract("database.sqlite3", tmp_path, filter="data")
        with closing(sqlite3.connect(tmp_path / "database.sqlite3")) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return copy.execute("SELECT name FROM booking_service").fetchall()

    return back_up


def test_what_is_committed_is_in_it_though_only_in_the_log(operator, copied_services):
    with closing(operator.database()) as busy:
        busy.execute("PRAGMA wal_autocheckpoint = 0")
        busy.execute("UPDATE booking_service SET name = 'Committed'")
        busy.commit()

        assert copied_services() == [("Committed",)]


def test_who_is_writing_neither_waits_nor_is_seen_half_way(operator, copied_services):
    with closing(operator.database()) as busy:
        busy.execute("UPDATE booking_service SET name = 'Half way'")

        assert copied_services() == [("Massage",)]
        busy.commit()
