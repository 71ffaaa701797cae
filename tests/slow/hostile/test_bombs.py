"""Small files that would become huge, or take for ever: refused before they do."""

import io
import json
import subprocess
import sys
import tarfile
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from articles.images import uploads
from articles.images.uploads import accept_picture
from knotcare.backups import Refused, archive
from knotcare.sqlite.base import first_in_line
from tests.articles.images.pictures import (
    kept_files,
    picture_file,
    refusal_of,
    upload_to,
)
from tests.articles.images.test_uploads import BROKEN, TOO_MANY_PIXELS

DATA = Path(__file__).parents[2] / "data"
# A process begins with the peak of the one that started it, so a small one comes between.
MEASURE = """
import subprocess, sys
from resource import RUSAGE_CHILDREN, getrusage
subprocess.run([sys.executable, "-m", "articles.images.decoding", *sys.argv[1:]])
print("", getrusage(RUSAGE_CHILDREN).ru_maxrss)
"""
MEGABYTE = 1024 if sys.platform == "linux" else 1024**2  # in the unit of ru_maxrss


def peak(data: bytes, folder: Path) -> float:
    """The most memory that decoding this file took, in megabytes."""
    folder.mkdir()
    result = subprocess.run(
        [sys.executable, "-c", MEASURE, "0" * 32, folder, "60"],
        input=data,
        capture_output=True,
        cwd=settings.BASE_DIR,
    )
    return int(result.stdout.split()[-1]) / MEGABYTE


@pytest.mark.slow
def test_no_picture_takes_300_megabytes(tmp_path):
    forty = (8000, 5000)
    pictures = {
        # 3 kB that say 6300 × 6300 pixels, and hold 16,000 × 16,000
        "an AVIF that lies": (DATA / "lying.avif").read_bytes(),
        "a PNG": picture_file("PNG", size=forty),
        "a clear PNG": picture_file("PNG", Image.new("RGBA", forty)),
        "a PNG of few colors": picture_file("PNG", Image.new("P", forty)),
        "a deep PNG": picture_file("PNG", Image.new("I;16", forty)),
        "a WebP": picture_file("WEBP", size=(4000, 4000), method=0),
        "a JPEG": picture_file("JPEG", size=forty),
        "a JPEG in scans": picture_file("JPEG", size=forty, progressive=True),
        "an AVIF": picture_file("AVIF", size=(4000, 3000), speed=10),
    }

    peaks = {name: peak(data, tmp_path / name) for name, data in pictures.items()}

    assert {name: taken for name, taken in peaks.items() if taken > 300} == {}


def test_a_picture_that_lies_or_is_a_bomb_is_refused(editor_client):
    # One hundred megapixels in thirteen kilobytes, whole and correct.
    bomb = picture_file("PNG", Image.new("1", (10_000, 10_000)), optimize=True)
    lying = (DATA / "lying.avif").read_bytes()

    assert refusal_of(editor_client, bomb) == [TOO_MANY_PIXELS]
    assert refusal_of(editor_client, lying) == [BROKEN]


def test_a_bomb_in_a_pictures_notes_is_refused(editor_client):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("comment", "knot" * 1_000_000, zip=True)

    assert refusal_of(editor_client, picture_file("PNG", pnginfo=notes)) == [BROKEN]


def test_a_picture_that_takes_long_is_refused(editor_client, monkeypatch):
    monkeypatch.setattr(uploads, "SECONDS", 1)
    data = picture_file("JPEG", Image.new("L", (3000, 3000)), progressive=True)
    last = data.rindex(b"\xff\xda")
    tables = data.rindex(b"\xff\xc4", 0, last)
    drawn_over_and_over = data[:-2] + data[tables:-2] * 10_000 + data[-2:]

    assert refusal_of(editor_client, drawn_over_and_over) == [BROKEN]


def test_pictures_are_read_one_at_a_time_and_leave_threads_to_readers(
    editor_client, monkeypatch, settings
):
    monkeypatch.setattr(uploads, "PATIENCE", 0.1)
    settings.MEDIA_ROOT.mkdir()
    with first_in_line(settings.MEDIA_ROOT):
        assert refusal_of(editor_client, picture_file()) == [uploads.BUSY]
    with uploads.WAITING, uploads.WAITING:
        assert refusal_of(editor_client, picture_file()) == [uploads.BUSY]

    assert upload_to(editor_client, picture_file()).status_code == 200


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_of_a_moving_picture_the_first_frame_is_taken(settings, kind):
    frames = [Image.new("RGB", (64, 48), (shade, 0, 0)) for shade in range(200)]
    data = picture_file(kind, frames[0], save_all=True, append_images=frames[1:])

    picture = accept_picture(SimpleUploadedFile("moving", data))

    assert kept_files() == sorted(picture.names)
    for name in picture.names:
        with Image.open(settings.MEDIA_ROOT / name) as kept:
            assert getattr(kept, "n_frames", 1) == 1


def test_a_canvas_that_is_larger_than_its_picture_is_refused(editor_client):
    data = bytearray(picture_file("WEBP", lossless=True))
    head = b"VP8X" + (10).to_bytes(4, "little") + b"\0\0\0\0" + b"\xff\xff\xff" * 2
    bomb = data[:12] + head + data[12:]
    bomb[4:8] = (len(bomb) - 8).to_bytes(4, "little")

    assert refusal_of(editor_client, bytes(bomb))[0] in uploads.REFUSALS.values()


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
