"""Kills a process of a site every few seconds, and sees that the whole comes back."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.process_tree import children, descendants
from tests.waiting import wait_until

from .whole_site import WholeSite

# What is killed, as often as it stands here. Whoever kills gunicorn's own process, or the
# one that began all, ends the whole site, and the service manager starts it again.
DECK = [
    *["process of gunicorn"] * 5,
    *["worker"] * 3,
    *("gunicorn itself", "whole site"),
]


class Kill(NamedTuple):
    """What was killed, when, and when all was back that answers (monotonic seconds)."""

    what: str
    at: float
    back: float


class Keeper:
    def __init__(self, site: WholeSite):
        self.site = site
        self.kills: list[Kill] = []
        self.victims = victims()

    def kill_next(self, is_over: threading.Event) -> None:
        if not is_over.wait(random.uniform(2, 4)):
            self.kill(next(self.victims))

    def kill(self, what: str) -> None:
        wait_until(self.is_whole)  # what was killed before may not be back yet
        victim, everything = self.victim(what), descendants(self.site.process.pid)
        at = time.monotonic()
        os.kill(victim, signal.SIGKILL)
        if what in ("gunicorn itself", "whole site"):
            self.begin_again(everything)
        self.kills.append(Kill(what, at, time.monotonic()))

    def is_whole(self) -> bool:
        server, *worker = children(self.site.process.pid)
        return bool(worker and children(server))

    def victim(self, what: str) -> int:
        server, worker = children(self.site.process.pid)
        return {
            "process of gunicorn": random.choice(children(server)),
            "worker": worker,
            "gunicorn itself": server,
            "whole site": self.site.process.pid,
        }[what]

    def begin_again(self, everything: list[int]) -> None:
        """What a service manager does: wait until nothing is left, and start it."""
        self.site.process.wait(60)
        wait_until(lambda: not any(map(is_running, everything)))
        self.site.start()
        self.site.wait_until_healthy()


def victims() -> Iterator[str]:
    while True:
        yield from random.sample(DECK, len(DECK))


def is_running(process: int) -> bool:
    """Whether it is there, and not only its entry that nobody asked for yet."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    return False
