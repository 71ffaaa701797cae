"""Small files that would become huge, or take for ever: refused before they do."""

import io
import json
import tarfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.jpeg_scans import MOST_SCANS
from articles.uploads import (
    BROKEN,
    NOT_A_PICTURE,
    TOO_MANY_PIXELS,
    accept_picture,
    decode,
)
from knotcare.backups import Refused, archive
from tests.articles.pictures import picture_file, upload_to

MANIFEST = {
    "made_at": "2027-03-01T12:00:00Z",
    "version": "",
    "database": "database.sqlite3",
    "migrations": [],
    "rows": {},
    "format": 1,
}
A_DISK = 10**13  # bytes


def with_scans(count: int) -> bytes:
    """A progressive JPEG of which the last scan comes again and again."""
    data = picture_file("JPEG", Image.new("L", (640, 480)), progressive=True)
    last = data.rindex(b"\xff\xda")
    tables = data.rindex(b"\xff\xc4", 0, last)
    return data[:-2] + data[tables:-2] * count + data[-2:]


def skipping_a_count(data: bytes) -> bytes:
    """The same, with a marker after its first scan that has no length, but seems to."""
    second = data.index(b"\xff\xc4", data.index(b"\xff\xda"))
    return data[:second] + b"\xff\x01\xff\xff" + data[second:]


def of_many_pictures(data: bytes) -> bytes:
    """The same, as the first picture of a file of several (CIPA DC-007)."""
    several = picture_file(
        "MPO",
        Image.new("L", (640, 480)),
        save_all=True,
        append_images=[Image.new("L", (640, 480))],
    )
    begin = several.index(b"\xff\xe2")
    end = begin + 2 + int.from_bytes(several[begin + 2 : begin + 4], "big")
    return data[:2] + several[begin:end] + data[2:]


@pytest.mark.parametrize("disguise", [bytes, skipping_a_count, of_many_pictures])
def test_a_picture_that_is_drawn_over_and_over_is_refused(editor_client, disguise):
    refused = upload_to(editor_client, disguise(with_scans(10_000)))

    assert refused.status_code == 400
    assert refused.json() == {"image": [BROKEN]}


def test_a_picture_of_a_few_scans_is_taken_and_so_is_what_stands_behind_it(db):
    for data in (with_scans(MOST_SCANS // 2), with_scans(1) + b"\xff\xda\0\3" * 999):
        assert decode(io.BytesIO(data)).size == (640, 480)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_of_a_moving_picture_the_first_frame_is_taken(settings, kind):
    frames = [Image.new("RGB", (64, 48), (shade, 0, 0)) for shade in range(200)]
    data = picture_file(kind, frames[0], save_all=True, append_images=frames[1:])

    picture = accept_picture(SimpleUploadedFile("moving", data))

    folder = settings.MEDIA_ROOT / "pictures"
    assert len(list(folder.iterdir())) == len(picture.names)
    for file in folder.iterdir():
        with Image.open(file) as kept:
            assert getattr(kept, "n_frames", 1) == 1


def test_a_canvas_that_is_larger_than_its_picture_is_refused():
    data = bytearray(picture_file("WEBP", lossless=True))
    head = b"VP8X" + (10).to_bytes(4, "little") + b"\0\0\0\0" + b"\xff\xff\xff" * 2
    bomb = data[:12] + head + data[12:]
    bomb[4:8] = (len(bomb) - 8).to_bytes(4, "little")

    with pytest.raises(ValidationError) as refusal:
        decode(io.BytesIO(bytes(bomb)))

    assert refusal.value.messages in ([TOO_MANY_PIXELS], [BROKEN], [NOT_A_PICTURE])


def backup(path, manifest: bytes, *members: tuple[tarfile.TarInfo, bytes]):
    with tarfile.open(path, "w") as tar:
        for member, data in members:
            tar.addfile(member, io.BytesIO(data))
        last = tarfile.TarInfo("manifest.json")
        last.size = len(manifest)
        tar.addfile(last, io.BytesIO(manifest))
    return path


def sparse(name: str, size: int) -> tarfile.TarInfo:
    """A file of so many bytes, of which none is there."""
    member = tarfile.TarInfo(name)
    member.pax_headers = {
        "GNU.sparse.major": "0",
        "GNU.sparse.minor": "1",
        "GNU.sparse.name": name,
        "GNU.sparse.size": str(size),
        "GNU.sparse.map": f"{size},0",
    }
    return member


def test_a_backup_with_a_file_larger_than_any_disk_is_refused_unread(tmp_path):
    name = "database.sqlite3"
    manifest = json.dumps(MANIFEST | {"files": {name: ""}}).encode()
    bomb = backup(tmp_path / "bomb.tar", manifest, (sparse(name, A_DISK), b""))
    assert archive.unpacked_size(bomb) > A_DISK
    assert bomb.stat().st_size < 20_000

    with pytest.raises(Refused, match="holds what no backup has"):
        archive.check(bomb)


def test_a_manifest_larger_than_any_disk_is_refused_unread(tmp_path):
    with tarfile.open(tmp_path / "bomb.tar", "w") as tar:
        tar.addfile(sparse("manifest.json", A_DISK), io.BytesIO())

    with pytest.raises(Refused, match="not a backup"):
        archive.check(tmp_path / "bomb.tar")


def test_a_manifest_that_is_too_deep_is_refused(tmp_path):
    bomb = backup(tmp_path / "deep.tar", b"[" * 1_000_000)

    with pytest.raises(Refused, match="not a backup"):
        archive.check(bomb)


def test_a_packed_bomb_is_not_unpacked(tmp_path):
    with tarfile.open(tmp_path / "bomb.tar", "w:xz") as tar:
        member = tarfile.TarInfo("manifest.json")
        member.size = 50_000_000
        tar.addfile(member, io.BytesIO(bytes(member.size)))

    with pytest.raises(Refused, match="not a backup"):
        archive.check(tmp_path / "bomb.tar")
