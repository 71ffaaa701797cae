"""A file that is no whole backup of this site is refused before anything is touched."""

import io
import json
import shutil
import tarfile

import pytest


@pytest.fixture
def operator(new_operator):
    return new_operator("data")


@pytest.fixture
def good(operator):
    """A good backup, of a site that has changed since."""
    operator.add_picture("one", b"first" * 1000)
    operator.run("backup")
    operator.rename_service("As it is")
    operator.picture("one").unlink()
    return operator.backups()[0]


@pytest.fixture
def refused(operator, good):
    """What is said of a file that is to be restored; nothing of the site is touched."""

    def restore(file) -> str:
        (operator.data / ".lock").touch()
        before = sorted(operator.data.rglob("*"))
        said = operator.refused("restore", "--replace", file)
        assert operator.services() == ["As it is"]
        assert sorted(operator.data.rglob("*")) == before
        return said

    return restore


@pytest.fixture
def forged(good, tmp_path):
    """A backup like the good one but for its members, or for its manifest."""

    def make(*members: tarfile.TarInfo, text: bytes = b"", **manifest):
        file = tmp_path / "forged.tar"
        with tarfile.open(good) as source, tarfile.open(file, "w") as target:
            for member in source.getmembers():
                data = source.extractfile(member).read()
                if member.name == "manifest.json":
                    values = json.loads(data) | manifest
                    values["files"] |= {each.name: "" for each in members}
                    data = text or json.dumps(values).encode()
                    member.size = len(data)
                target.addfile(member, io.BytesIO(data))
            for member in members:
                target.addfile(member, io.BytesIO(bytes(member.size)))
        return file

    return make


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "", size: int = 0):
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, target, size
    return info


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_off(refused, good, tmp_path, share):
    cut = tmp_path / "cut.tar"
    data = good.read_bytes()
    whole = len(data.rstrip(b"\0"))
    cut.write_bytes(data[: int(whole * share)])

    assert "cut.tar" in refused(cut)


@pytest.mark.parametrize("place", [0.0001, 0.1, 0.5, 0.95])
def test_a_backup_with_a_wrong_byte(refused, good, tmp_path, place):
    wrong = tmp_path / "wrong.tar"
    data = bytearray(good.read_bytes())
    data[int(len(data.rstrip(b"\0")) * place)] ^= 1
    wrong.write_bytes(data)

    assert "wrong.tar" in refused(wrong)


@pytest.mark.parametrize(
    "evil",
    [
        member("../evil"),
        member("media/../../evil"),
        member("/tmp/evil"),
        member("media/link", tarfile.SYMTYPE, "/etc/passwd"),
        member("media/link", tarfile.SYMTYPE, "../db.sqlite3"),
        member("media/link", tarfile.LNKTYPE, "database.sqlite3"),
        member("media/pipe", tarfile.FIFOTYPE),
        member("media/device", tarfile.CHRTYPE),
        member("media/folder", tarfile.DIRTYPE),
    ],
    ids=lambda evil: f"{evil.type.decode()} {evil.name}",
)
def test_a_file_that_would_write_elsewhere(refused, forged, evil):
    assert "holds what no backup has" in refused(forged(evil))


def test_a_file_with_more_in_it_than_it_says(refused, good, tmp_path):
    more = shutil.copy(good, tmp_path / "more.tar")
    with tarfile.open(more, "a") as tar:
        tar.addfile(member("media/more"))

    assert "does not hold what its manifest says" in refused(more)


def test_a_backup_of_another_kind_of_database(refused, forged):
    assert "another kind of database" in refused(forged(database="database.pgdump"))


def test_a_manifest_that_is_not_true(refused, forged):
    assert "not what its manifest says" in refused(forged(rows={"booking_service": 2}))


def test_a_backup_in_a_form_of_tomorrow(refused, forged):
    assert "newer version" in refused(forged(format=2))


@pytest.mark.parametrize(
    "text", [b"{}", b"[]", b"null", b"no JSON", b'{"format": "x"}']
)
def test_a_tar_that_is_none_of_ours(refused, forged, text):
    assert "not a backup" in refused(forged(text=text))


def test_other_files_and_none(refused, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Ana")
    (tmp_path / "empty.tar").touch()
    with tarfile.open(tmp_path / "packed.tar.gz", "w:gz") as tar:
        tar.addfile(member("manifest.json"))

    for name in ("letter.txt", "empty.tar", "packed.tar.gz"):
        assert f"{name} is not a backup" in refused(tmp_path / name)
    assert "nowhere: No such file" in refused(tmp_path / "nowhere")
    assert "Is a directory" in refused(tmp_path)
