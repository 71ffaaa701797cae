"""Accepting a picture from an editor: nothing of the file is kept but its pixels.

The picture is decoded, turned upright, brought to sRGB and written anew as AVIF and
WebP, so that neither metadata (GPS), nor a name, nor anything hidden in it survives.
"""

import io
import uuid
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageCms, ImageOps

from .jpeg_scans import has_too_many_scans
from .pictures import WIDTHS, Picture

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
ACCEPTED = ",".join(f"image/{kind.lower()}" for kind in FORMATS)
MAX_BYTES = 15_000_000
MAX_PIXELS = 40_000_000
LARGEST = (WIDTHS[-1], 2 * WIDTHS[-1])  # pixels, width and height
LARGE = (LARGEST[1], LARGEST[1])  # pixels, whichever way up
SAVED_AS = {  # about half the bytes in AVIF, for as faithful a picture
    "avif": {"quality": 60, "speed": 6},
    "webp": {"quality": 80},
}

NOT_A_PICTURE = "This is not a JPEG, PNG, WebP or AVIF picture."
BROKEN = "This picture is broken: it can’t be read to its end."
TOO_HEAVY = f"This picture is too large: {MAX_BYTES // 1_000_000} MB at most."
TOO_MANY_PIXELS = (
    f"This picture has too many pixels: {MAX_PIXELS // 1_000_000} megapixels at most."
)


def accept_picture(upload: UploadedFile) -> Picture:
    """Store the picture in `upload` at every width that it can fill.

    Raises ValidationError, in words for the editor, when it is refused.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    image = decode(upload)
    image.thumbnail(LARGEST)
    image.info.clear()  # AVIF would keep the color profile, and its name
    picture = Picture(uuid.uuid4().hex, *image.size, has_avif=True)
    for width in picture.widths:
        copy = image.resize((width, picture.height_at(width)))
        for kind in picture.kinds:
            data = io.BytesIO()
            copy.save(data, kind, **SAVED_AS[kind])
            name = picture.name(width, kind)
            default_storage.save(name, ContentFile(data.getvalue()))
    return picture


def decode(file) -> Image.Image:
    """The first frame of `file`, upright, in sRGB; its size is checked before its data.

    Raises ValidationError.
    """
    try:
        image = Image.open(file, formats=FORMATS)
    except Image.UnidentifiedImageError as error:
        raise ValidationError(NOT_A_PICTURE) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except Exception as error:  # a decoder may raise anything of a hostile file
        raise ValidationError(BROKEN) from error
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS)
    if image.format in ("JPEG", "MPO") and has_too_many_scans(file):
        raise ValidationError(BROKEN)
    try:
        image.draft("RGB", (2 * WIDTHS[-1], 1))  # decodes a huge JPEG at a fraction
        image.load()
        if image.mode in ("RGB", "RGBA", "L", "LA", "CMYK"):
            image.thumbnail(LARGE)  # before each further step makes a copy
        with suppress(Exception):  # damaged EXIF: the picture stays as it lies
            image = ImageOps.exif_transpose(image)
        return in_srgb(image)
    except Exception as error:  # a decoder may raise anything of a hostile file
        raise ValidationError(BROKEN) from error


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
