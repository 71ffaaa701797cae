"""Finished pages as files, which nginx serves by itself (deploy/nginx/site.conf).

The pages of an edition lie in a folder of its own. A link that bears the present second
leads to it, and nginx looks only there: it is put by a request that found the edition in
force in that second. So whatever fails, nothing laid out is shown a second later. An edit
takes the links away as soon as it is committed, and the next request sees it.
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

from .compression import IDENTITY
from .response import Page, stamp

SUFFIXES = {"br": ".br", "gzip": ".gz", IDENTITY: ""}  # the plain file comes last
PAGE = re.compile(r"/(?:[a-z0-9_-]+/)*")  # an address whose parts are safe as folders
LOCK = "lock"

log = logging.getLogger(__name__)


class Shelf:
    def __init__(self, folder: str):
        self.folder = Path(folder)

    def lay(
        self,
        path: str,
        page: Page,
        edition: str,
        second: int,
        is_in_force: Callable[[], bool],
    ) -> None:
        """Show the page at `path`, which is one of `edition`, unless it is shown.

        `second` is the Unix time at which its request began. `is_in_force` says whether
        the edition still is; it is asked while no one can clear the shelf. What can't be
        written is logged, and the site serves the page itself.
        """
        place = Path(path.strip("/"), "index.html")
        link = self.folder / f"{second}"
        if not PAGE.fullmatch(path) or (link / place).exists():
            return
        try:
            with self.held():
                if is_in_force():
                    write(self.folder / edition / place, page)
                    if not link.exists():
                        self.drop_links(before=int(time.time()) - 1)
                        link.symlink_to(edition)
        except OSError as error:
            log.warning("The page %s can't be laid out: %s", path, error)

    def clear(self, edition: str = "") -> None:
        """Take away what is not of `edition`; call it when another is in force."""
        try:
            with self.held():
                self.drop_links(except_to=edition)
                for folder in self.folder.iterdir():
                    if folder.name not in (edition, LOCK) and not folder.is_symlink():
                        shutil.rmtree(folder)
        except OSError as error:
            log.warning("The pages for nginx can't be cleared: %s", error)

    def drop_links(self, before: int | None = None, except_to: str = "") -> None:
        for link in self.folder.iterdir():
            if (
                link.is_symlink()
                and (before is None or int(link.name) < before)
                and str(link.readlink()) != except_to
            ):
                link.unlink()

    @contextmanager
    def held(self):
        """Alone among all processes of this host."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def write(file: Path, page: Page) -> None:
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    for encoding, suffix in SUFFIXES.items():
        body = page.variant(encoding).body
        unfinished = file.with_name("unfinished")
        unfinished.write_bytes(body)
        # nginx makes the ETag of time and size: so the time tells the bytes apart.
        os.utime(unfinished, (stamp(body), stamp(body)))
        unfinished.replace(file.with_name(file.name + suffix))
