"""Accepting a picture from an editor: nothing of the file is kept but its pixels.

The picture is decoded, turned upright, brought to sRGB and written anew as AVIF and
WebP, so that neither metadata (GPS), nor a name, nor anything hidden in it survives.
"""

import fcntl
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from .renditions import Picture

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif"
MAX_BYTES = 15_000_000
PATIENCE = 10  # seconds in line
SECONDS = 20  # to decode; a request may take 30 in all (gunicorn.conf.py)
TOO_HEAVY = f"This picture is too large: {MAX_BYTES // 1_000_000} MB at most."
BROKEN = (
    "This picture can’t be read to its end. Save it as a smaller JPEG, and try again."
)
BUSY = "Other pictures are being read. Try again in a moment."
REFUSALS = {
    "not a picture": "This is not a JPEG, PNG, WebP or AVIF picture.",
    "broken": BROKEN,
    "too many pixels": "This picture has too many pixels: 40 megapixels at most.",
}
WAITING = BoundedSemaphore(2)  # threads of this process; the others serve readers


def accept_picture(upload: UploadedFile) -> Picture:
    """Store the picture in `upload` at every width that it can fill.

    Raises ValidationError, in words for the editor, when it is refused.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(TOO_HEAVY)
    if not WAITING.acquire(blocking=False):
        raise ValidationError(BUSY)
    try:
        with one_at_a_time(), TemporaryDirectory() as folder:
            answer = decode(upload.read(), folder)
            picture = Picture.named(answer)
            if picture is None:
                raise ValidationError(REFUSALS.get(answer, BROKEN))
            for name in picture.names:
                with (Path(folder) / name).open("rb") as copy:
                    default_storage.save(name, File(copy))
    finally:
        WAITING.release()
    return picture


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until no other picture is being read on this host.

    Raises ValidationError when that takes long.
    """
    media = Path(settings.MEDIA_ROOT)
    media.mkdir(parents=True, exist_ok=True)
    line, end = os.open(media, os.O_RDONLY), time.monotonic() + PATIENCE
    try:
        while not is_first_in(line):
            if time.monotonic() > end:
                raise ValidationError(BUSY)
            time.sleep(0.05)
        yield
    finally:
        os.close(line)


def is_first_in(line: int) -> bool:
    try:
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def decode(data: bytes, folder: str) -> str:
    """What `articles.images.decoding` prints for this file: nothing where it was killed."""
    program = [sys.executable, "-m", "articles.images.decoding"]
    try:
        result = subprocess.run(  # noqa: S603
            [*program, uuid.uuid4().hex, folder, str(SECONDS)],
            input=data,
            capture_output=True,
            cwd=settings.BASE_DIR,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return ""
    return result.stdout.decode(errors="replace")
