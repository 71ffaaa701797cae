"""Ways in which a database of SQLite breaks under a running site, and is mended again."""

import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tests.slow.storm.whole_site import WholeSite

ENDS = ("", "-wal", "-shm")
HEADER = 100  # bytes


def database(site: WholeSite) -> Path:
    return Path(site.environment["DATABASE_URL"].removeprefix("sqlite:///"))


def files(site: WholeSite) -> list[Path]:
    """The database with what lies beside it."""
    found = [Path(f"{database(site)}{end}") for end in ENDS]
    return [file for file in found if file.exists()]


@contextmanager
def locked(site: WholeSite) -> Iterator[None]:
    """Somebody writes, and does not come to an end."""
    with closing(sqlite3.connect(database(site), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def gone(site: WholeSite) -> Iterator[None]:
    """The database is moved away, and its log stays."""
    away = database(site).with_name("away")
    database(site).rename(away)
    yield
    assert not database(site).exists()
    away.rename(database(site))


@contextmanager
def folder_gone(site: WholeSite) -> Iterator[None]:
    """The disk with the database drops out."""
    folder = database(site).parent
    away = folder.with_name(f"{folder.name}-away")
    folder.rename(away)
    yield
    away.rename(folder)


@contextmanager
def read_only(site: WholeSite) -> Iterator[None]:
    folder, inside = database(site).parent, files(site)
    modes = {path: path.stat().st_mode for path in [folder, *inside]}
    for path in modes:
        path.chmod(modes[path] & 0o7555)
    yield
    for path, mode in modes.items():
        path.chmod(mode)


@contextmanager
def failing_disk(site: WholeSite) -> Iterator[None]:
    """No process of the site can write more into the database’s log than is there."""
    processes, size = site.victims(), files(site)[1].stat().st_size
    for process in processes:
        set_largest_file(process, size)
    yield
    for process in processes:
        set_largest_file(process, resource.RLIM_INFINITY)


def set_largest_file(process: int, size: int) -> None:
    _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, most))


@contextmanager
def damaged(site: WholeSite) -> Iterator[None]:
    """The first bytes of the database are overwritten."""
    with closing(sqlite3.connect(database(site))) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with database(site).open("r+b", buffering=0) as file:
        header = file.read(HEADER)
        os.pwrite(file.fileno(), os.urandom(HEADER), 0)
        yield
        os.pwrite(file.fileno(), header, 0)


@contextmanager
def full_disk(site: WholeSite) -> Iterator[None]:
    """The disk of the database is full to its last byte."""
    filling = database(site).with_name("filling")
    with filling.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    yield
    filling.unlink()
