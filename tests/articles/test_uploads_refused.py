"""Files that are refused: the editor is told why, and nothing is kept of them."""

import os
import subprocess
import sys
import zlib
from pathlib import Path
from struct import pack

import pytest
from PIL import Image, PngImagePlugin

from articles import uploads
from tests.articles.pictures import picture_file, upload_to

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NOT_A_PICTURE = "This is not a JPEG, PNG, WebP or AVIF picture."
BROKEN = "This picture is broken: it can’t be read to its end."
TOO_HEAVY = "This picture is too large: 15 MB at most."
TOO_MANY_PIXELS = "This picture has too many pixels: 40 megapixels at most."

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


@pytest.fixture
def refusal(editor_client, settings):
    """Send a file; return what the editor is told when it is refused."""

    def send(*args):
        response = upload_to(editor_client, *args)
        assert response.status_code == 400
        assert not list(Path(settings.MEDIA_ROOT).rglob("*"))
        return response.json()["image"]

    return send


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (HTML, "photo.gif", "image/gif"),
        (SVG, "photo.png", "image/png"),
        (SVG, "drawing.svg", "image/svg+xml"),
        (b"\xff\xd8\xff", "photo.jpg", "image/jpeg"),
        (picture_file("GIF"), "photo.png", "image/png"),
        (picture_file("BMP"), "photo.png", "image/png"),
        (picture_file("TIFF"), "photo.jpg", "image/jpeg"),
        (picture_file("ICO"), "favicon.png", "image/png"),
        (picture_file("PDF"), "photo.jpg", "image/jpeg"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused(refusal, data, name, content_type):
    assert refusal(data, name, content_type) == [NOT_A_PICTURE]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("JPEG", BROKEN),
        ("PNG", BROKEN),
        ("WEBP", BROKEN),
        ("AVIF", NOT_A_PICTURE),  # cut in two, it has lost what says what it is
    ],
)
def test_a_picture_that_breaks_off_is_refused(refusal, kind, reason):
    data = picture_file(kind, Image.radial_gradient("L"))

    assert refusal(data[: len(data) // 2]) == [reason]


@pytest.mark.parametrize(("kind", "start"), [("PNG", b"IDAT"), ("AVIF", b"mdat")])
def test_a_picture_with_a_damaged_middle_is_refused(refusal, kind, start):
    data = picture_file(kind, Image.radial_gradient("L"))
    middle = data.index(start) + 8

    assert refusal(data[:middle] + bytes(len(data) - middle)) == [BROKEN]


def test_a_web_page_that_begins_like_a_picture_is_refused(refusal):
    assert refusal(b"\x89PNG\r\n\x1a\n" + HTML) == [BROKEN]


@pytest.mark.filterwarnings("ignore:Tag data larger than file")
def test_damaged_notes_do_not_spoil_a_whole_picture(editor_client):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "A knot, seen from above"
    data = picture_file("JPEG", exif=exif)
    tag = data.index(b"\x01\x0e\x00\x02")

    response = upload_to(editor_client, data[: tag + 3] + b"\x05" + data[tag + 4 :])

    assert response.status_code == 200


def test_an_empty_file_is_refused(refusal):
    assert refusal(b"") == ["This file is empty."]


def test_a_form_without_a_file_is_refused(editor_client):
    response = editor_client.post("/markdownx/upload/", {"image": "photo.jpg"})

    assert response.status_code == 400
    assert response.json() == {"image": ["No picture arrived. Try again."]}


def test_a_file_past_the_limit_is_refused(refusal, editor_client, monkeypatch):
    data = picture_file("PNG")

    monkeypatch.setattr(uploads, "MAX_BYTES", len(data) - 1)
    assert refusal(data) == [TOO_HEAVY]

    monkeypatch.setattr(uploads, "MAX_BYTES", len(data))
    assert upload_to(editor_client, data).status_code == 200


def claiming(kind, width, height) -> bytes:
    """A small, whole file that says it has this many pixels."""
    data = picture_file(kind, size=(64, 48))
    size = {"JPEG": (">HH", 48, 64), "PNG": (">II", 64, 48)}[kind]
    claim = (height, width) if kind == "JPEG" else (width, height)
    data = data.replace(pack(*size), pack(size[0], *claim), 1)
    if kind == "PNG":
        data = data[:29] + pack(">I", zlib.crc32(data[12:29])) + data[33:]
    return data


@pytest.mark.parametrize("size", [(8000, 5001), (10_000, 10_000), (60_000, 60_000)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_too_many_pixels_are_refused(refusal, kind, size):
    assert refusal(claiming(kind, *size)) == [TOO_MANY_PIXELS]


def test_the_most_pixels_are_accepted(editor_client):
    data = picture_file("PNG", Image.new("1", (8000, 5000)))

    assert upload_to(editor_client, data).status_code == 200


def bomb() -> bytes:
    """One hundred megapixels in thirteen kilobytes, whole and correct."""
    return picture_file("PNG", Image.new("1", (10_000, 10_000)), optimize=True)


def test_a_bomb_is_refused_before_it_takes_memory(refusal, settings, tmp_path):
    small = tmp_path / "small.png"
    small.write_bytes(picture_file("PNG"))

    result = subprocess.run(
        [sys.executable, "-c", MEASURE, small],
        input=bomb(),
        capture_output=True,
        check=True,
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "knotcare.settings"},
    )

    growth, _, reason = result.stdout.decode().strip().partition(" ")
    kilobyte = 1024 if sys.platform == "darwin" else 1
    assert int(growth) / kilobyte < 200_000
    assert reason == TOO_MANY_PIXELS
    assert refusal(bomb()) == [TOO_MANY_PIXELS]


def test_a_bomb_in_a_pictures_notes_is_refused(refusal):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("comment", "knot" * 1_000_000, zip=True)

    assert refusal(picture_file("PNG", pnginfo=notes)) == [BROKEN]
