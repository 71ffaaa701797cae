"""A backup comes back by one command; what is here is never lost by it. A file that is no
whole backup of this site is refused before anything is touched."""

import fcntl
import io
import json
import shutil
import tarfile

import pytest

A_REQUEST_OF_LAST_YEAR = """
INSERT INTO booking_bookingrequest
    (form_key, reference, state, service_name, minutes, name, email, phone, note,
    fit_for_massage, consented, sequence, wishes_end_at, suspicion, client, created_at,
    delete_on)
VALUES ('0123456789abcdef0123456789abcdef', 'OLD', 'expired', 'Massage', 60, 'Ana',
    'ana@visitor.example', '', '', 1, 1, 0, '2026-01-01', '', '', '2026-01-01',
    '2026-06-30')
"""


@pytest.fixture
def operator(new_operator):
    """One who has a backup of a site with a service and a picture, and has lost that,
    added another, and misnamed the service since."""
    operator = new_operator("data")
    operator.add_picture("one", b"first")
    operator.back_up()
    operator.rename_service("A mistake")
    operator.picture("one").unlink()
    operator.add_picture("two", b"second")
    return operator


@pytest.fixture
def backup(operator):
    return operator.backups()[0]


@pytest.fixture
def untouched(operator):
    """See that nothing of the site is touched, not even a file added."""
    (operator.data / ".lock").touch()
    before = sorted(operator.data.rglob("*"))

    def check() -> None:
        assert operator.services() == ["A mistake"]
        assert sorted(operator.data.rglob("*")) == before

    return check


@pytest.fixture
def refused(operator, untouched):
    """What is said of a file that is to be restored; nothing of the site is touched."""

    def restore(file) -> str:
        said = operator.refused("restore", "--replace", file)
        untouched()
        return said

    return restore


def test_on_a_new_machine_one_command_brings_the_site_back(new_operator, backup):
    new_machine = new_operator("new", is_empty=True)

    said = new_machine.run("restore", backup)

    assert new_machine.services() == ["Massage"]
    assert new_machine.picture("one").read_bytes() == b"first"
    assert "Restored." in said
    files = {each.name for each in new_machine.data.iterdir()}
    assert files == {"db.sqlite3", "media", ".lock"}


def test_a_site_is_not_overwritten_unless_told(operator, backup, untouched):
    assert "add --replace" in operator.refused("restore", backup)
    untouched()

    operator.damage()

    assert "add --replace" in operator.refused("restore", backup)


def test_a_rehearsal_touches_nothing(operator, backup, untouched):
    assert "went well" in operator.run("restore", "--rehearse", backup)
    untouched()


def test_what_was_here_is_kept_and_comes_back_the_same_way(operator, backup):
    operator.picture("one").write_bytes(b"changed")

    said = operator.run("restore", "--replace", backup)

    assert operator.services() == ["Massage"]
    assert operator.picture("one").read_bytes() == b"first"
    assert operator.picture("two").read_bytes() == b"second"
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
    operator.lose_database()
    if left is not None:
        (operator.data / "db.sqlite3").write_bytes(left)
    (operator.data / "db.sqlite3-wal").write_bytes(b"what was stored last")

    said = operator.run("restore", "--replace", backup)

    assert operator.services() == ["Massage"]
    (kept,) = operator.data.glob("damaged-*-db.sqlite3-wal")
    assert kept.read_bytes() == b"what was stored last"
    assert "damaged-" in said


def test_an_empty_database_needs_no_word(operator, backup):
    operator.lose_database()
    (operator.data / "db.sqlite3").touch()

    operator.run("restore", backup)

    assert operator.services() == ["Massage"]


def test_a_backup_of_an_older_version_is_migrated(operator):
    operator.run("migrate", "--verbosity", "0", "sessions", "zero")
    operator.run("migrate", "--verbosity", "0", "sessions")
    operator.run("migrate", "--verbosity", "0", "knotcare", "zero")
    older = operator.back_up(operator.data / "older")
    operator.run("migrate", "--verbosity", "0")

    operator.run("restore", "--replace", older)

    assert "[ ]" not in operator.run("showmigrations")
    assert operator.services() == ["A mistake"]


def test_what_was_restored_signs_nobody_in_and_keeps_no_request_too_long(operator):
    operator.execute(
        "INSERT INTO django_session VALUES ('a-session', '', '2099-01-01')"
    )
    operator.execute(A_REQUEST_OF_LAST_YEAR)
    later = operator.back_up(operator.data / "later")

    said = operator.run("restore", "--replace", later)

    assert operator.execute("SELECT * FROM django_session") == []
    assert "Deleted again what was kept long enough: 1." in said
    assert operator.execute("SELECT * FROM booking_bookingrequest") == []


def test_a_backup_of_a_newer_version_is_refused(operator):
    operator.execute(
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('booking', '9999_from_tomorrow', '2027-01-01')"
    )
    newer = operator.back_up(operator.data / "newer")

    said = operator.refused("restore", "--replace", newer)

    assert "made by a newer version of the site" in said
    assert "booking.9999_from_tomorrow" in said


def test_a_backup_that_was_cut_off_or_has_a_wrong_byte_is_refused(
    refused, backup, tmp_path
):
    broken, good = tmp_path / "broken.tar", backup.read_bytes()
    whole = len(good.rstrip(b"\0"))
    for share in (0, 0.01, 0.3, 0.5, 0.9, 0.999):
        broken.write_bytes(good[: int(whole * share)])

        assert "broken.tar" in refused(broken), share

    for place in (0.0001, 0.1, 0.5, 0.95):
        wrong = bytearray(good)
        wrong[int(whole * place)] ^= 1
        broken.write_bytes(wrong)

        assert "broken.tar" in refused(broken), place


@pytest.fixture
def forged(backup, tmp_path):
    """A backup like the good one but for its members, or for its manifest."""

    def make(*members: tarfile.TarInfo, text: bytes = b"", **manifest):
        with tarfile.open(backup) as source:
            files = {each.name: source.extractfile(each).read() for each in source}
        values = json.loads(files["manifest.json"]) | manifest
        values["files"] |= {each.name: "" for each in members}
        files["manifest.json"] = text or json.dumps(values).encode()
        with tarfile.open(tmp_path / "forged.tar", "w") as target:
            for name, data in files.items():
                target.addfile(member(name, size=len(data)), io.BytesIO(data))
            for each in members:
                target.addfile(each)
        return tmp_path / "forged.tar"

    return make


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "", size: int = 0):
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, target, size
    return info


def test_a_file_that_would_write_elsewhere_is_refused(refused, forged):
    for evil in (
        member("../evil"),
        member("media/../../evil"),
        member("/tmp/evil"),
        member("media/link", tarfile.SYMTYPE, "/etc/passwd"),
        member("media/link", tarfile.SYMTYPE, "../db.sqlite3"),
        member("media/link", tarfile.LNKTYPE, "database.sqlite3"),
        member("media/pipe", tarfile.FIFOTYPE),
        member("media/device", tarfile.CHRTYPE),
        member("media/folder", tarfile.DIRTYPE),
    ):
        assert "holds what no backup has" in refused(forged(evil)), evil.name


def test_a_file_that_is_not_what_its_manifest_says_is_refused(
    refused, forged, backup, tmp_path
):
    more = shutil.copy(backup, tmp_path / "more.tar")
    with tarfile.open(more, "a") as tar:
        tar.addfile(member("media/more"))

    assert "does not hold what its manifest says" in refused(more)
    untrue = forged(rows={"booking_service": 2})
    assert "not what its manifest says" in refused(untrue)


def test_a_backup_of_another_kind_or_of_tomorrow_is_refused(refused, forged):
    assert "another kind of database" in refused(forged(database="database.pgdump"))
    assert "newer version" in refused(forged(format=2))


def test_a_manifest_of_other_types_is_refused_in_a_sentence(refused, forged):
    for wrong in (
        {"made_at": 5},
        {"database": []},
        {"migrations": [{}]},
        {"migrations": 7},
        {"rows": [1]},
        {"rows": {"booking_service": "2"}},
    ):
        assert "not a backup of this site" in refused(forged(**wrong)), wrong


def test_other_files_and_none_are_refused(refused, forged, tmp_path):
    for text in (b"{}", b"[]", b"null", b"no JSON", b'{"format": "x"}'):
        assert "not a backup" in refused(forged(text=text)), text

    (tmp_path / "letter.txt").write_text("Dear Ana")
    (tmp_path / "empty.tar").touch()
    with tarfile.open(tmp_path / "packed.tar.gz", "w:gz") as tar:
        tar.addfile(member("manifest.json"))
    for name in ("letter.txt", "empty.tar", "packed.tar.gz"):
        assert f"{name} is not a backup" in refused(tmp_path / name)

    assert "nowhere: No such file" in refused(tmp_path / "nowhere")
    assert "Is a directory" in refused(tmp_path)
