"""What becomes of a file that an editor drops into a text: a picture is written anew, of
anything else the editor is told why it is refused, and nothing of it is kept."""

import io
import zlib
from pathlib import Path
from struct import pack

import pytest
from PIL import Image, ImageCms, ImageColor
from PIL.ExifTags import GPS, IFD, Base

from articles.images import uploads
from articles.images.renditions import Picture
from tests.articles.images.pictures import (
    kept_files,
    picture_file,
    refusal_of,
    upload_to,
)

SECRET = b"29.7604 N 95.3698 W"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
KINDS = ["JPEG", "PNG", "WEBP", "AVIF"]


@pytest.fixture
def upload(editor_client, settings):
    """Send a file as the editor's page does; return the picture and its copies."""

    def send(data, name="photo.jpg", content_type="image/jpeg"):
        response = upload_to(editor_client, data, name, content_type)
        assert response.status_code == 200, response.content
        description, url = response.json()["image_code"].split("](")
        assert description == "![Describe this picture"
        return Stored(Picture.at(url.removesuffix(")")), Path(settings.MEDIA_ROOT))

    return send


class Stored:
    """A stored picture, its copies opened: those in WebP, the smallest first."""

    def __init__(self, picture, folder):
        self.names = sorted(picture.names)
        self.paths = [folder / name for name in picture.names]
        copies = [Image.open(io.BytesIO(path.read_bytes())) for path in self.paths]
        self.copies = [copy for copy in copies if copy.format == "WEBP"]
        self.in_avif = [copy for copy in copies if copy.format == "AVIF"]
        self.all = [*self.copies, *self.in_avif]
        self.largest = self.copies[-1]


def near(color, expected, tolerance=6) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(color, expected, strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_four_kinds_of_picture_are_accepted_and_kept_as_avif_and_webp(upload, kind):
    stored = upload(picture_file(kind, size=(60, 30)))

    assert len(stored.copies) == len(stored.in_avif) == 1
    for copy in stored.all:
        assert copy.size == (60, 30)
        assert near(copy.convert("RGB").getpixel((30, 15)), (255, 0, 0), tolerance=10)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("page.html", "text/html"),
        ("drawing.svg", "image/svg+xml"),
        ("../../settings.py", "application/x-python"),
        ("photo.png.php", "image/gif"),
        ("no-ending", "nonsense"),
    ],
)
def test_what_the_browser_says_of_a_picture_is_not_believed(upload, name, content_type):
    stored = upload(picture_file("PNG"), name, content_type)

    assert kept_files() == stored.names
    assert [name.split(".")[1] for name in kept_files()] == ["avif", "webp"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_turned_upright_and_loses_its_location(upload, kind):
    exif = Image.Exif()
    exif[Base.Orientation] = 6  # to be turned a quarter clockwise
    exif[Base.ImageDescription] = SECRET.decode()
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (29.0, 45.0, 37.4)
    lying = Image.new("RGB", (80, 40), "blue")
    lying.paste("red", (0, 0, 40, 40))
    notes = {"xmp": SECRET, "comment": SECRET, "icc_profile": SRGB}
    data = picture_file(kind, lying, exif=exif, **notes)
    assert SECRET in data

    stored = upload(data)

    assert stored.largest.size == (40, 80)
    assert near(stored.largest.getpixel((20, 10)), (255, 0, 0))
    assert near(stored.largest.getpixel((20, 70)), (0, 0, 255))
    for copy in stored.all:
        assert not copy.getexif()
        assert not {"exif", "xmp", "icc_profile"} & set(copy.info)
    assert not any(SECRET in path.read_bytes() for path in stored.paths)


@pytest.mark.parametrize(
    ("size", "copies"),
    [
        ((300, 200), [(300, 200)]),
        ((400, 300), [(400, 300)]),
        ((401, 300), [(400, 299), (401, 300)]),
        ((1000, 500), [(400, 200), (800, 400), (1000, 500)]),
        ((1600, 100), [(400, 25), (800, 50), (1600, 100)]),
        ((1600, 1066), [(400, 266), (800, 533), (1600, 1066)]),
        ((3000, 1500), [(400, 200), (800, 400), (1600, 800)]),
        ((1000, 6400), [(400, 2560), (500, 3200)]),
        ((1, 3000), [(1, 3000)]),
        ((3000, 1), [(400, 1), (800, 1), (1600, 1)]),
    ],
)
def test_a_picture_is_kept_at_the_widths_that_it_can_fill(upload, size, copies):
    stored = upload(picture_file("PNG", size=size))

    assert [copy.size for copy in stored.copies] == copies
    assert [copy.size for copy in stored.in_avif] == copies
    assert kept_files() == stored.names


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_a_transparent_picture_stays_transparent(upload, mode):
    clear = Image.new("RGBA", (600, 20), (0, 0, 0, 0))
    clear.paste((255, 255, 255, 255), (300, 0, 600, 20))

    stored = upload(picture_file("PNG", clear.convert(mode)))

    assert {copy.mode for copy in stored.all} == {"RGBA"}
    assert stored.largest.getpixel((100, 10))[3] == 0
    assert near(stored.largest.getpixel((500, 10)), (255, 255, 255, 255))


def test_an_unusual_picture_keeps_its_colors(upload):
    swapped = SRGB.replace(b"rXYZ", b"....").replace(b"bXYZ", b"rXYZ")
    blue_for_red = swapped.replace(b"....", b"bXYZ")
    for data, seen in (
        (picture_file("JPEG", Image.new("CMYK", (60, 30), (0, 255, 255, 0))), "red"),
        (picture_file("JPEG", Image.new("L", (60, 30), 128)), "#808080"),
        (picture_file("PNG", Image.new("RGB", (60, 30), "red").convert("P")), "red"),
        (picture_file("PNG", Image.new("1", (60, 30), 1)), "white"),
        (picture_file("PNG", Image.new("I;16", (60, 30), 0x8000)), "#808080"),
        (picture_file("PNG", Image.new("I;16", (60, 30), 0x4000)), "#404040"),
        (picture_file("PNG", icc_profile=b"not a profile"), "red"),
        (picture_file("PNG", icc_profile=blue_for_red), "blue"),
    ):
        color = upload(data).largest.getpixel((30, 15))

        tolerance = 12 if seen == "blue" else 6
        assert near(color, ImageColor.getrgb(seen), tolerance), (color, seen)


def test_what_hides_behind_a_picture_is_gone(upload):
    stored = upload(picture_file("PNG") + b"<script>alert(1)</script>")

    assert not any(b"<script" in path.read_bytes() for path in stored.paths)


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NOT_A_PICTURE = "This is not a JPEG, PNG, WebP or AVIF picture."
BROKEN = (
    "This picture can’t be read to its end. Save it as a smaller JPEG, and try again."
)
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
    whole = {kind: picture_file(kind, Image.radial_gradient("L")) for kind in KINDS}
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


def test_forty_megapixels_are_accepted_and_no_more(editor_client):
    for size in ((8000, 5001), (10_000, 10_000), (60_000, 60_000)):
        for kind in ("JPEG", "PNG"):
            told = refusal_of(editor_client, claiming(kind, *size))

            assert told == [TOO_MANY_PIXELS], (kind, size)
    largest = picture_file("PNG", Image.new("1", (8000, 5000)))
    assert upload_to(editor_client, largest).status_code == 200
