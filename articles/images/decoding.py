"""A program of its own that decodes a picture: whatever the file does to a decoder, it
happens to this process, which may take little memory and time.

It reads the file from standard input, writes the copies into a folder, and prints the
name of the largest, or the key in `uploads.REFUSALS` that says why there is none.
"""

import io
import sys
from contextlib import suppress
from pathlib import Path
from resource import RLIMIT_AS, RLIMIT_CPU, setrlimit

from PIL import AvifImagePlugin, Image, ImageCms, ImageOps

from .renditions import FOLDER, WIDTHS, Picture

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
MEMORY = 288 * 2**20  # bytes
MAX_PIXELS = 40_000_000
LARGEST = (WIDTHS[-1], 2 * WIDTHS[-1])  # pixels, width and height
LARGE = (LARGEST[1], LARGEST[1])  # pixels, whichever way up
SAVED_AS = {  # about half the bytes in AVIF, for as faithful a picture
    "avif": {"quality": 60, "speed": 6},
    "webp": {"quality": 80},
}


class Refused(Exception):
    """For the reason at this key in `uploads.REFUSALS`."""


def main(key: str, folder: str, seconds: str) -> None:
    with suppress(ValueError):  # macOS takes no such limit
        setrlimit(RLIMIT_AS, (MEMORY, MEMORY))
    setrlimit(RLIMIT_CPU, (int(seconds), int(seconds)))
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each would take memory of its own
    try:
        image = decode(io.BytesIO(sys.stdin.buffer.read()))
        print(write_copies(image, key, Path(folder)), end="")
    except Refused as refusal:
        print(refusal, end="")


def write_copies(image: Image.Image, key: str, folder: Path) -> str:
    """Write the picture at every width that it can fill; return the name of the largest."""
    (folder / FOLDER).mkdir()
    image.thumbnail(LARGEST)
    image.info.clear()  # AVIF would keep the color profile, and its name
    picture = Picture(key, *image.size, has_avif=True)
    for width in picture.widths:
        copy = image.resize((width, picture.height_at(width)))
        for kind in picture.kinds:
            copy.save(folder / picture.name(width, kind), kind, **SAVED_AS[kind])
    return picture.name(picture.width, "avif")


def decode(file: io.BytesIO) -> Image.Image:
    """The first frame of `file`, upright, in sRGB; its size is checked before its data.

    Raises Refused.
    """
    try:
        image = Image.open(file, formats=FORMATS)
    except Image.UnidentifiedImageError as error:
        raise Refused("not a picture") from error
    except Image.DecompressionBombError as error:
        raise Refused("too many pixels") from error
    except Exception as error:  # a decoder may raise anything of a hostile file
        raise Refused("broken") from error
    if image.width * image.height > MAX_PIXELS:
        raise Refused("too many pixels")
    try:
        image.draft("RGB", (2 * WIDTHS[-1], 1))  # decodes a huge JPEG at a fraction
        image.load()
        if image.mode == "1":
            image = image.convert("L")
        if image.mode in ("RGB", "RGBA", "L", "LA", "CMYK"):
            image.thumbnail(LARGE)  # before each further step makes a copy
        with suppress(Exception):  # damaged EXIF: the picture stays as it lies
            image = ImageOps.exif_transpose(image)
        return in_srgb(image)
    except Exception as error:
        raise Refused("broken") from error


def in_srgb(image: Image.Image) -> Image.Image:
    if image.mode == "I;16":
        image = in_eight_bits(image)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB")
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the colors as they are
    return image.convert(mode)


def in_eight_bits(image: Image.Image) -> Image.Image:
    """A gray picture of sixteen bits; `convert` alone would turn all but black white."""
    image.info.pop("transparency", None)  # a sixteen-bit value
    return image.point(lambda value: value * (1 / 256)).convert("L")


if __name__ == "__main__":
    main(*sys.argv[1:])
