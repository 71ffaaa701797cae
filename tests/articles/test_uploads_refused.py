"""Files that are refused: the editor is told why, and nothing is kept of them."""

import zlib
from struct import pack

import pytest
from PIL import Image

from articles import uploads
from tests.articles.pictures import picture_file, refusal_of, upload_to

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NOT_A_PICTURE = "This is not a JPEG, PNG, WebP or AVIF picture."
BROKEN = "This picture is broken: it can’t be read to its end."
TOO_HEAVY = "This picture is too large: 15 MB at most."
TOO_MANY_PIXELS = "This picture has too many pixels: 40 megapixels at most."

OTHERS = {
    "a page": (HTML, "photo.gif", "image/gif"),
    "a drawing called a PNG": (SVG, "photo.png", "image/png"),
    "a drawing": (SVG, "drawing.svg", "image/svg+xml"),
    "three bytes": (b"\xff\xd8\xff", "photo.jpg", "image/jpeg"),
    "a GIF": (picture_file("GIF"), "photo.png", "image/png"),
    "a BMP": (picture_file("BMP"), "photo.png", "image/png"),
    "a TIFF": (picture_file("TIFF"), "photo.jpg", "image/jpeg"),
    "an icon": (picture_file("ICO"), "favicon.png", "image/png"),
    "a PDF": (picture_file("PDF"), "photo.jpg", "image/jpeg"),
}


def test_what_is_no_picture_of_ours_is_refused(editor_client):
    told = {name: refusal_of(editor_client, *file) for name, file in OTHERS.items()}

    assert told == dict.fromkeys(OTHERS, [NOT_A_PICTURE])


def damaged(kind: str, start: bytes) -> bytes:
    """A file of which nothing but zeros comes soon after this."""
    data = picture_file(kind, Image.radial_gradient("L"))
    middle = data.index(start) + 8
    return data[:middle] + bytes(len(data) - middle)


def test_a_picture_that_cannot_be_read_to_its_end_is_refused(editor_client):
    kinds = ["JPEG", "PNG", "WEBP", "AVIF"]
    whole = {kind: picture_file(kind, Image.radial_gradient("L")) for kind in kinds}
    broken = {kind: data[: len(data) // 2] for kind, data in whole.items()} | {
        "PNG with a damaged middle": damaged("PNG", b"IDAT"),
        "AVIF with a damaged middle": damaged("AVIF", b"mdat"),
        "a page that begins like a PNG": b"\x89PNG\r\n\x1a\n" + HTML,
    }

    told = {name: refusal_of(editor_client, data) for name, data in broken.items()}

    # Cut in two, an AVIF has lost what says what it is.
    assert told == dict.fromkeys(broken, [BROKEN]) | {"AVIF": [NOT_A_PICTURE]}


@pytest.mark.filterwarnings("ignore:Tag data larger than file")
def test_damaged_notes_do_not_spoil_a_whole_picture(editor_client):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "A knot, seen from above"
    data = picture_file("JPEG", exif=exif)
    tag = data.index(b"\x01\x0e\x00\x02")

    response = upload_to(editor_client, data[: tag + 3] + b"\x05" + data[tag + 4 :])

    assert response.status_code == 200


def test_a_form_without_a_file_or_with_an_empty_one_is_refused(editor_client):
    response = editor_client.post("/markdownx/upload/", {"image": "photo.jpg"})

    assert response.status_code == 400
    assert response.json() == {"image": ["No picture arrived. Try again."]}
    assert refusal_of(editor_client, b"") == ["This file is empty."]


def test_a_file_past_the_limit_is_refused(editor_client, monkeypatch):
    data = picture_file("PNG")

    monkeypatch.setattr(uploads, "MAX_BYTES", len(data) - 1)
    assert refusal_of(editor_client, data) == [TOO_HEAVY]

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


def test_too_many_pixels_are_refused(editor_client):
    for size in ((8000, 5001), (10_000, 10_000), (60_000, 60_000)):
        for kind in ("JPEG", "PNG"):
            told = refusal_of(editor_client, claiming(kind, *size))

            assert told == [TOO_MANY_PIXELS], (kind, size)


def test_the_most_pixels_are_accepted(editor_client):
    data = picture_file("PNG", Image.new("1", (8000, 5000)))

    assert upload_to(editor_client, data).status_code == 200
