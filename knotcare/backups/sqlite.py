"""Copying and replacing an SQLite database while the site uses it, with SQLite's own
backup interface (https://www.sqlite.org/backup.html): never file by file, as what was
committed last may still be in the write-ahead log, and as a process that has a replaced
file open would go on writing to it."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import connection

from ..sqlite.base import is_log_alone
from . import Refused
from .facts import HISTORY, SESSIONS, Facts, database_at, facts

FILE = "database.sqlite3"
PATIENCE = 60  # seconds to wait for others to finish writing


def path() -> Path:
    return Path(connection.settings_dict["NAME"])


def connect(file: Path) -> sqlite3.Connection:
    """A connection to a file that is there. Raises sqlite3.OperationalError."""
    address = f"{file.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE)


def size() -> int:
    """Bytes that a copy takes at the most while it is made: VACUUM writes another."""
    return 2 * path().stat().st_size if path().exists() else 0


def holds_a_site() -> bool:
    """Whether there is anything that a restore would overwrite, damaged or not."""
    if is_log_alone(path()):  # which SQLite would delete if it looked
        return True
    return path().exists() and (not is_sound(path()) or has_table(path(), HISTORY))


def copy(to: Path) -> Facts:
    """Copy the state after the last commit, without sessions and without what was
    deleted: SQLite keeps that in the file until its place is needed. Nobody waits."""
    if not path().exists():
        raise Refused(f"There is no site to back up: {path()} is not there.")
    try:
        with closing(connect(path())) as site, closing(sqlite3.connect(to)) as copied:
            site.backup(copied)
            copied.execute("PRAGMA journal_mode = DELETE")
            copied.execute(f"DELETE FROM {SESSIONS}")  # noqa: S608
            copied.commit()
            copied.execute("VACUUM")
    except sqlite3.Error as error:
        raise Refused(f"{path()} can’t be copied: {error}") from error
    if not is_sound(to):
        raise Refused(f"{path()} is damaged. Restore the last backup.")
    with database_at(to):
        return facts()


def is_sound(file: Path) -> bool:
    """Whether SQLite finds no damage. Raises Refused where it can't look."""
    try:
        with closing(connect(file)) as database:
            return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.OperationalError as error:
        raise Refused(
            f"{file} can’t be read: {error}. If it is damaged, stop the site and move it "
            "away, with its -wal and -shm."
        ) from error
    except sqlite3.DatabaseError:
        return False


def has_table(file: Path, name: str) -> bool:
    with closing(connect(file)) as database:
        rows = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [name])
        return bool(rows.fetchall())


def rehearse(dump: Path, act: Callable[[], None]) -> bool:
    """Do `act` with the copy as the site's database; it is the copy to be installed."""
    with database_at(dump):
        act()
    if not is_sound(dump):
        raise Refused("The database in the backup is damaged.")
    return True


def install(dump: Path, keep_present: Callable[[], None]) -> Path | None:
    """Put the copy in the place of the site's database, in one transaction that every
    process sees. `keep_present` is called once nobody can write any more; a damaged
    database is moved away instead, and its new place returned."""
    is_damaged = is_log_alone(path()) or (path().exists() and not is_sound(path()))
    damaged = set_aside() if is_damaged else None
    is_kept = not holds_a_site()
    end = time.monotonic() + PATIENCE

    def step(status: int, remaining: int, total: int) -> None:
        nonlocal is_kept
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() > end:
                raise Refused("The database is locked: stop the site, then try again.")
        elif not is_kept:
            is_kept = True
            keep_present()

    path().touch(0o600)
    with closing(connect(path())) as site, closing(connect(dump)) as copied:
        site.execute("PRAGMA journal_mode = WAL")  # what is there stays readable
        copied.backup(site, pages=1, progress=step)
    return damaged


def set_aside() -> Path:
    """Move the database away with its log, which belongs to no other."""
    moved, prefix = path(), f"damaged-{time.time():.0f}-"
    for end in ("-shm", "-wal", ""):
        file = path().with_name(path().name + end)
        if file.exists():
            moved = file.rename(file.with_name(prefix + file.name))
    return moved
