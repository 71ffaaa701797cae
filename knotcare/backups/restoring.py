"""Restoring a backup: checked and rehearsed in a scratch place, then put in the place of
what is here, which is kept."""

import filecmp
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from booking import tasks

from . import Refused, archive
from .archive import MEDIA, Manifest
from .facts import facts, known_migrations
from .making import (
    WORK,
    claimed,
    engine,
    refuse_another_user,
    refuse_without_room,
    write,
)

BEFORE = "knotcare-before-restore-{:%Y%m%dT%H%M%SZ}.tar"


def restore(
    file: Path, *, may_replace: bool, only_rehearse: bool, say: Callable[[str], None]
) -> None:
    """Put the backup `file` in the place of the site, or only try whether that works.

    `say` hears of each step. When it raises Refused or OSError, the database is as it
    was: it is replaced in one transaction. Pictures may have been added.
    """
    refuse_another_user()
    manifest = archive.check(file)
    say(f"{file.name} is whole: made {manifest.made_at}, {manifest}.")
    refuse_another_kind(manifest)
    if engine().holds_a_site() and not (may_replace or only_rehearse):
        raise Refused(
            "There is a site here already. To put the backup in its place, add "
            "--replace: what is here is kept in a file. To see whether the backup can "
            "be restored, and touch nothing, use --rehearse."
        )
    refuse_without_room(settings.DATA_DIR, 2 * archive.unpacked_size(file))
    with scratch_place() as work:
        archive.unpack(file, work)
        database = work / manifest.database
        if engine().rehearse(database, lambda: bring_up_to_date(manifest)):
            say("The rehearsal in a scratch place went well.")
        else:
            say(
                "It was only read: this account can’t create a database to rehearse in."
            )
        if not only_rehearse:
            install(database, work / MEDIA, say)


@contextmanager
def scratch_place() -> Iterator[Path]:
    """On the disk of the site, so that pictures only need to be moved."""
    with (
        claimed(settings.DATA_DIR),
        tempfile.TemporaryDirectory(prefix=WORK, dir=settings.DATA_DIR) as folder,
    ):
        yield Path(folder)


def refuse_another_kind(manifest: Manifest) -> None:
    if manifest.database != engine().FILE:
        raise Refused(
            "The backup is of another kind of database than DATABASE_URL names."
        )
    if unknown := set(manifest.migrations) - known_migrations():
        version = f" ({manifest.version})" if manifest.version else ""
        raise Refused(
            f"The backup was made by a newer version of the site{version}: update this "
            f"one first. It does not know {', '.join(sorted(unknown))}."
        )


def bring_up_to_date(manifest: Manifest) -> None:
    """Find in the copy all that the manifest says, then migrate it."""
    if facts() != (manifest.migrations, manifest.rows):
        raise Refused("The database in the backup is not what its manifest says.")
    call_command("migrate", verbosity=0, interactive=False)


def install(database: Path, media: Path, say: Callable[[str], None]) -> None:
    """Pictures first, so that no page shows one that is not there yet."""
    folder = settings.DATA_DIR / "backups"
    before = folder / BEFORE.format(datetime.now(UTC))
    others = differing(media)

    def keep_present() -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        with claimed(folder):
            write(before, lambda: others)

    replaced = {name: media / Path(name).relative_to(MEDIA) for name in others}
    put_missing(media)
    damaged = engine().install(database, keep_present)
    for name, file in replaced.items():
        put(file, settings.MEDIA_ROOT / Path(name).relative_to(MEDIA))
    call_command("migrate", verbosity=0, interactive=False)
    if forgotten := tasks.forget():
        say(f"Deleted again what was kept long enough: {forgotten}.")
    for kept in filter(Path.exists, filter(None, [before, damaged])):
        say(f"What was here is in {kept}. Delete that once all is well.")
    say("Restored. Everybody signs in anew.")


def differing(media: Path) -> dict[str, Path]:
    """The uploaded files here that are not what the backup has under their name."""
    pairs = {file: settings.MEDIA_ROOT / file.relative_to(media) for file in of(media)}
    return {
        f"{MEDIA}/{file.relative_to(media).as_posix()}": here
        for file, here in pairs.items()
        if here.exists() and not filecmp.cmp(file, here, shallow=False)
    }


def put_missing(media: Path) -> None:
    for file in of(media):
        here = settings.MEDIA_ROOT / file.relative_to(media)
        if not here.exists():
            put(file, here)


def put(file: Path, here: Path) -> None:
    here.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(file, here)


def of(media: Path) -> list[Path]:
    return [file for file in media.rglob("*") if file.is_file()]
