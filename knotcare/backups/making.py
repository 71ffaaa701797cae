"""Making a backup: written aside, checked, and only then given its name."""

import fcntl
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import connection

from . import Refused, archive, postgres, sqlite
from .archive import MEDIA, Manifest
from .facts import site_version

NAME = re.compile(r"knotcare-\d{8}T\d{6}Z\.tar")  # by which they sort as they were made
WORK = ".knotcare-"
LOCK = ".lock"
KEPT_BACKUPS = 14  # unless told otherwise; the privacy page says so, for one a day
TO_SETTLE = 1  # seconds in which a picture that is being written is whole


def engine() -> ModuleType:
    """What copies the database that the site uses."""
    return postgres if connection.vendor == "postgresql" else sqlite


def refuse_another_user() -> None:
    """As root, the files that SQLite makes beside its database would lock the site out."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    owner = settings.DATA_DIR.stat().st_uid
    if os.geteuid() == 0 != owner:
        raise Refused(f"Do this as the site’s own user: sudo -u '#{owner}' …")


def back_up(folder: Path, keep: int) -> tuple[Path, Manifest, list[Path]]:
    """Make a backup in `folder`, and leave the newest `keep` there.

    Returns its file, its manifest, and the older ones that were deleted. Raises Refused
    or OSError; then nothing was deleted, and nothing is there under a backup's name.
    """
    refuse_another_user()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with claimed(folder):
        file = folder / f"knotcare-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar"
        manifest = write(file, media)
        kept = sorted(each for each in folder.iterdir() if NAME.fullmatch(each.name))
        old = kept[:-keep]
        for each in old:
            each.unlink()
    return file, manifest, old


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Within, no other backup or restore works there; what a killed one left is cleared."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                f"Another backup or restore is at work in {folder}."
            ) from error
        for left in folder.glob(f"{WORK}*"):
            shutil.rmtree(left)
        yield


def write(file: Path, pictures) -> Manifest:
    """Write a backup with what `pictures()` tells, by their names in it; check it."""
    refuse_without_room(file.parent, engine().size() * 2 + sum_of(pictures()))
    with tempfile.TemporaryDirectory(prefix=WORK, dir=file.parent) as work:
        database, whole = Path(work, engine().FILE), Path(work, file.name)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        migrations, rows = engine().copy(database)
        manifest = Manifest(made_at, site_version(), database.name, migrations, rows)
        # Pictures after the database: none is ever changed, so all that it knows are
        # there as it knows them.
        files = {database.name: database} | settled(pictures())
        archive.pack(whole, manifest, files)
        archive.check(whole)
        whole.chmod(0o600)
        keep_on_disk(whole)
        whole.rename(file)
        keep_on_disk(file.parent)
    return manifest


def media() -> dict[str, Path]:
    """Every uploaded file, by its name in a backup."""
    root = settings.MEDIA_ROOT
    return {f"{MEDIA}/{file.relative_to(root).as_posix()}": file for file in walk(root)}


def walk(root: Path) -> Iterator[Path]:
    """Every file; a folder may be a link to another disk."""
    for folder, _, names in os.walk(root, followlinks=True):
        yield from (Path(folder, name) for name in names)


def settled(files: dict[str, Path]) -> dict[str, Path]:
    """The files, once the youngest of them is no longer being written."""
    ages = [time.time() - file.stat().st_mtime for file in existing(files)]
    if any(0 <= age < TO_SETTLE for age in ages):
        time.sleep(TO_SETTLE)
    return files


def sum_of(files: dict[str, Path]) -> int:
    return sum(file.stat().st_size for file in existing(files))


def existing(files: dict[str, Path]) -> list[Path]:
    return [file for file in files.values() if file.exists()]


def refuse_without_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Refused(
            f"There is too little room in {folder}: {in_megabytes(needed)} are needed, "
            f"{in_megabytes(free)} are free."
        )


def in_megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def keep_on_disk(path: Path) -> None:
    """See that it is still there after the power has failed."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
