"""A backup comes back by one command; what is here is never lost by it."""

import fcntl
from contextlib import closing

import pytest

A_REQUEST_OF_LAST_YEAR = """
INSERT INTO booking_bookingrequest
    (form_key, reference, state, service_name, minutes, name, email, phone, note,
    fit_for_massage, consented, sequence, wishes_end_at, suspicion, client, created_at,
    delete_on)
VALUES ('0123456789abcdef0123456789abcdef', 'OLD', 'expired', 'Massage', 60, 'Ana', 'ana@visitor.example', '', '',
    1, 1, 0, '2026-01-01', '', '', '2026-01-01', '2026-06-30')
"""


@pytest.fixture
def operator(new_operator):
    """One who has a backup of a site with a service and a picture, and changed both."""
    operator = new_operator("data")
    operator.add_picture("one", b"first")
    operator.run("backup")
    operator.rename_service("A mistake")
    operator.add_picture("two", b"second")
    return operator


@pytest.fixture
def backup(operator):
    return operator.backups()[0]


@pytest.fixture
def new_machine(new_operator):
    return new_operator("new", is_empty=True)


def test_on_a_new_machine_one_command_brings_the_site_back(new_machine, backup):
    said = new_machine.run("restore", backup)

    assert new_machine.services() == ["Massage"]
    assert new_machine.picture("one").read_bytes() == b"first"
    assert "Restored." in said
    assert {each.name for each in new_machine.data.iterdir()} == {
        *("db.sqlite3", "media", ".lock")
    }


def test_a_site_is_not_overwritten_unless_told(operator, backup):
    said = operator.refused("restore", backup)

    assert "add --replace" in said
    assert operator.services() == ["A mistake"]


def test_a_rehearsal_touches_nothing(operator, backup):
    operator.picture("one").unlink()

    said = operator.run("restore", "--rehearse", backup)

    assert "went well" in said
    assert operator.services() == ["A mistake"]
    assert not operator.picture("one").exists()
    assert operator.backups() == [backup]


def test_what_was_here_is_kept_and_comes_back_the_same_way(operator, backup):
    operator.picture("one").write_bytes(b"changed")

    said = operator.run("restore", "--replace", backup)

    assert operator.services() == ["Massage"]
    assert operator.picture("one").read_bytes() == b"first"
    (before,) = operator.folder.glob("*before-restore*")
    assert f"What was here is in {before}." in said
    assert before.stat().st_mode & 0o777 == 0o600
    operator.run("restore", "--replace", before)
    assert operator.services() == ["A mistake"]
    assert operator.picture("one").read_bytes() == b"changed"


def test_nothing_is_replaced_when_what_is_here_can_not_be_kept(operator, backup):
    with (operator.folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = operator.refused("restore", "--replace", backup)

    assert "Another backup or restore is at work" in said
    assert operator.services() == ["A mistake"]
    operator.run("restore", "--replace", backup)


def test_pictures_of_the_time_since_stay(operator, backup):
    operator.run("restore", "--replace", backup)

    assert operator.picture("two").read_bytes() == b"second"


def test_a_damaged_database_gives_way_and_is_kept_as_it_is(operator, backup):
    operator.damage()
    damaged = (operator.data / "db.sqlite3").read_bytes()

    said = operator.run("restore", "--replace", backup)

    assert operator.services() == ["Massage"]
    (kept,) = operator.data.glob("damaged-*-db.sqlite3")
    assert kept.read_bytes() == damaged
    assert str(kept) in said


@pytest.mark.parametrize("left", [None, b""])
def test_a_log_whose_database_is_gone_is_kept_as_it_is(operator, backup, left):
    (operator.data / "db.sqlite3").unlink()
    if left is not None:
        (operator.data / "db.sqlite3").write_bytes(left)
    (operator.data / "db.sqlite3-wal").write_bytes(b"what was stored last")

    said = operator.run("restore", "--replace", backup)

    assert operator.services() == ["Massage"]
    (kept,) = operator.data.glob("damaged-*-db.sqlite3-wal")
    assert kept.read_bytes() == b"what was stored last"
    assert "damaged-" in said


def test_a_damaged_database_is_not_overwritten_unless_told_either(operator, backup):
    operator.damage()

    assert "add --replace" in operator.refused("restore", backup)


def test_an_empty_database_needs_no_word(operator, backup):
    for file in operator.data.glob("db.sqlite3*"):
        file.unlink()
    (operator.data / "db.sqlite3").touch()

    operator.run("restore", backup)

    assert operator.services() == ["Massage"]


def test_a_backup_of_an_older_version_is_migrated(operator):
    operator.run("migrate", "--verbosity", "0", "sessions", "zero")
    operator.run("migrate", "--verbosity", "0", "sessions")
    operator.run("migrate", "--verbosity", "0", "knotcare", "zero")
    operator.run("backup", operator.data / "older")
    (older,) = (operator.data / "older").glob("*.tar")
    operator.run("migrate", "--verbosity", "0")

    operator.run("restore", "--replace", older)

    assert "[ ]" not in operator.run("showmigrations")
    assert operator.services() == ["A mistake"]


def test_a_backup_of_a_newer_version_is_refused(operator, backup):
    with closing(operator.database()) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('booking', '9999_from_tomorrow', '2027-01-01')"
        )
        database.commit()
    newer = operator.data / "newer"
    operator.run("backup", newer)

    said = operator.refused("restore", "--replace", *newer.glob("*.tar"))

    assert "made by a newer version of the site" in said
    assert "booking.9999_from_tomorrow" in said


def test_nobody_is_signed_in_by_what_was_restored(operator):
    session = ["a-session", "", "2099-01-01"]
    with closing(operator.database()) as database:
        database.execute("INSERT INTO django_session VALUES (?, ?, ?)", session)
        database.commit()
    folder = operator.data / "later"
    operator.run("backup", folder)
    operator.run("restore", "--replace", *folder.glob("*.tar"))

    with closing(operator.database()) as database:
        assert database.execute("SELECT * FROM django_session").fetchall() == []


def test_requests_that_were_kept_long_enough_are_deleted_again(operator):
    with closing(operator.database()) as database:
        database.execute(A_REQUEST_OF_LAST_YEAR)
        database.commit()
    folder = operator.data / "later"
    operator.run("backup", folder)

    said = operator.run("restore", "--replace", *folder.glob("*.tar"))

    assert "Deleted again what was kept long enough: 1." in said
    with closing(operator.database()) as database:
        count = database.execute("SELECT count(*) FROM booking_bookingrequest")
        assert count.fetchone() == (0,)
