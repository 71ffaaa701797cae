"""Small files that would become huge, or take for ever: refused before they do."""

import io
import json
import os
import subprocess
import sys
import tarfile
from dataclasses import asdict

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from articles.jpeg_scans import MOST_SCANS
from articles.uploads import (
    BROKEN,
    NOT_A_PICTURE,
    TOO_MANY_PIXELS,
    accept_picture,
    decode,
)
from knotcare.backups import Refused, archive
from tests.articles.pictures import kept_files, picture_file, refusal_of

MEASURE = """
import io, os, sys
from resource import RUSAGE_SELF, getrusage
if os.fork():  # the first process still counts the peak of its parent
    sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
from django.core.exceptions import ValidationError
from articles.uploads import decode
decode(open(sys.argv[1], "rb"))
before = getrusage(RUSAGE_SELF).ru_maxrss
reason = "not refused"
try:
    decode(io.BytesIO(sys.stdin.buffer.read()))
except ValidationError as error:
    reason = error.messages[0]
print(getrusage(RUSAGE_SELF).ru_maxrss - before, reason)
"""


def test_a_bomb_is_refused_before_it_takes_memory(editor_client, settings, tmp_path):
    # One hundred megapixels in thirteen kilobytes, whole and correct.
    bomb = picture_file("PNG", Image.new("1", (10_000, 10_000)), optimize=True)
    small = tmp_path / "small.png"
    small.write_bytes(picture_file("PNG"))

    result = subprocess.run(
        [sys.executable, "-c", MEASURE, small],
        input=bomb,
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "knotcare.settings"},
    )

    growth, _, reason = result.stdout.decode().strip().partition(" ")
    kilobyte = 1024 if sys.platform == "darwin" else 1
    assert int(growth) / kilobyte < 200_000
    assert reason == TOO_MANY_PIXELS
    assert refusal_of(editor_client, bomb) == [TOO_MANY_PIXELS]


def test_a_bomb_in_a_pictures_notes_is_refused(editor_client):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("comment", "knot" * 1_000_000, zip=True)

    assert refusal_of(editor_client, picture_file("PNG", pnginfo=notes)) == [BROKEN]


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
    blank = Image.new("L", (640, 480))
    several = picture_file("MPO", blank, save_all=True, append_images=[blank])
    begin = several.index(b"\xff\xe2")
    end = begin + 2 + int.from_bytes(several[begin + 2 : begin + 4], "big")
    return data[:2] + several[begin:end] + data[2:]


def test_a_picture_that_is_drawn_over_and_over_is_refused(editor_client):
    for disguise in (bytes, skipping_a_count, of_many_pictures):
        assert refusal_of(editor_client, disguise(with_scans(10_000))) == [BROKEN]


def test_a_picture_of_a_few_scans_is_taken_and_so_is_what_stands_behind_it():
    for data in (with_scans(MOST_SCANS // 2), with_scans(1) + b"\xff\xda\0\3" * 999):
        assert decode(io.BytesIO(data)).size == (640, 480)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_of_a_moving_picture_the_first_frame_is_taken(settings, kind):
    frames = [Image.new("RGB", (64, 48), (shade, 0, 0)) for shade in range(200)]
    data = picture_file(kind, frames[0], save_all=True, append_images=frames[1:])

    picture = accept_picture(SimpleUploadedFile("moving", data))

    assert kept_files() == sorted(picture.names)
    for name in picture.names:
        with Image.open(settings.MEDIA_ROOT / name) as kept:
            assert getattr(kept, "n_frames", 1) == 1


def test_a_canvas_that_is_larger_than_its_picture_is_refused():
    data = bytearray(picture_file("WEBP", lossless=True))
    head = b"VP8X" + (10).to_bytes(4, "little") + b"\0\0\0\0" + b"\xff\xff\xff" * 2
    bomb = data[:12] + head + data[12:]
    bomb[4:8] = (len(bomb) - 8).to_bytes(4, "little")

    with pytest.raises(ValidationError) as refusal:
        decode(io.BytesIO(bytes(bomb)))

    assert refusal.value.messages in ([TOO_MANY_PIXELS], [BROKEN], [NOT_A_PICTURE])


A_DISK = 10**13  # bytes


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


def whole(name: str, data: bytes) -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    return member, data


@pytest.fixture
def bomb(tmp_path):
    """Write a backup of these members."""

    def write(*members: tuple[tarfile.TarInfo, bytes], mode="w"):
        with tarfile.open(tmp_path / "bomb.tar", mode) as tar:
            for member, data in members:
                tar.addfile(member, io.BytesIO(data))
        return tmp_path / "bomb.tar"

    return write


def test_a_backup_with_a_file_larger_than_any_disk_is_refused_unread(bomb):
    name = "database.sqlite3"
    manifest = archive.Manifest("2027-03-01T12:00:00Z", "", name, [], {}, {name: ""})
    last = whole("manifest.json", json.dumps(asdict(manifest)).encode())
    path = bomb((sparse(name, A_DISK), b""), last)
    assert archive.unpacked_size(path) > A_DISK
    assert path.stat().st_size < 20_000

    with pytest.raises(Refused, match="holds what no backup has"):
        archive.check(path)


def test_a_manifest_that_is_a_bomb_is_refused_unread(bomb):
    name = "manifest.json"
    for member, mode in (
        ((sparse(name, A_DISK), b""), "w"),
        (whole(name, b"[" * 1_000_000), "w"),  # too deep
        (whole(name, bytes(50_000_000)), "w:xz"),
    ):
        path = bomb(member, mode=mode)

        with pytest.raises(Refused, match="not a backup"):
            archive.check(path)
