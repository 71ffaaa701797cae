"""Finished pages as files, which nginx serves by itself (deploy/nginx/site.conf).

A page lies in the folder of the second in which it was asked for, and nginx looks only
into that of the present second. So whatever fails, nothing laid out outlives its second.
An edit clears the shelf as soon as it is committed, and the next request sees it.
"""

import fcntl
import logging
import os
import re
import shutil
import time
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

SUFFIXES = {"": "", "gzip": ".gz", "br": ".br"}
PAGE = re.compile(r"/(?:[a-z0-9_-]+/)*")  # an address whose parts are safe as folders

log = logging.getLogger(__name__)


class Shelf:
    def __init__(self, folder: Path):
        self.folder = folder

    def lay(
        self,
        path: str,
        bodies: dict[str, bytes],
        second: int,
        is_current: Callable[[], bool],
    ) -> None:
        """Lay out the page at `path`, unless it is there: its `bodies` by encoding.

        `second` is the Unix time at which its request began. `is_current` says whether
        nothing was committed since the page was read; it is asked while no one can clear
        the shelf. What can't be written is logged, and the site serves the page itself.
        """
        page = self.folder / str(second) / path.strip("/") / "index.html"
        if not PAGE.fullmatch(path) or page.exists():
            return
        try:
            with self.held():
                if is_current():
                    self.sweep(before=int(time.time()) - 1)
                    write(page, bodies)
        except OSError as error:
            log.warning("The page %s can't be laid out: %s", path, error)

    def clear(self) -> None:
        """Take everything away; call it when an edit is committed."""
        try:
            with self.held():
                self.sweep()
        except OSError as error:
            log.warning("The pages for nginx can't be cleared: %s", error)

    def sweep(self, before: int | None = None) -> None:
        for folder in self.folder.iterdir():
            if folder.name.isdecimal() and (
                before is None or int(folder.name) < before
            ):
                shutil.rmtree(folder)

    @contextmanager
    def held(self):
        """Alone among all processes of this host."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def write(page: Path, bodies: dict[str, bytes]) -> None:
    """Write the files of a page, each at once and the plain one last."""
    page.parent.mkdir(parents=True, exist_ok=True)
    for encoding in sorted(bodies.keys() & SUFFIXES.keys(), reverse=True):
        body = bodies[encoding]
        unfinished = page.with_name("unfinished")
        unfinished.write_bytes(body)
        # nginx makes the ETag of time and size: so the time tells the bytes apart.
        os.utime(unfinished, (stamp(body), stamp(body)))
        unfinished.replace(page.with_name(page.name + SUFFIXES[encoding]))


def stamp(body: bytes) -> int:
    return zlib.crc32(body) & 0x7FFFFFFF


def etag(body: bytes) -> str:
    """The validator that nginx gives the file with these bytes."""
    return f'"{stamp(body):x}-{len(body):x}"'
