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
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from .encodings import IDENTITY
from .page import Page, stamp

SUFFIXES = {"br": ".br", "gzip": ".gz", IDENTITY: ""}  # the plain file comes last
PAGE = re.compile(r"/(?:[a-z0-9_-]+/)*")  # an address whose parts are safe as folders

log = logging.getLogger(__name__)


class Shelf:
    def __init__(self, folder: str):
        self.folder = Path(folder)

    def lay(
        self,
        path: str,
        page: Page,
        second: int,
        is_current: Callable[[], bool],
    ) -> None:
        """Lay out the page at `path`, unless it is there.

        `second` is the Unix time at which its request began. `is_current` says whether
        nothing was committed since the page was read; it is asked while no one can clear
        the shelf. What can't be written is logged, and the site serves the page itself.
        """
        file = self.folder / str(second) / path.strip("/") / "index.html"
        if not PAGE.fullmatch(path) or file.exists():
            return
        try:
            with self.held():
                if is_current():
                    self.sweep(before=int(time.time()) - 1)
                    write(file, page)
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


def write(file: Path, page: Page) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    for encoding, suffix in SUFFIXES.items():
        body = page.variant(encoding).body
        unfinished = file.with_name("unfinished")
        unfinished.write_bytes(body)
        # nginx makes the ETag of time and size: so the time tells the bytes apart.
        os.utime(unfinished, (stamp(body), stamp(body)))
        unfinished.replace(file.with_name(file.name + suffix))
