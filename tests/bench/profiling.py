"""Where the time of an answer goes, by the part of the code that spends it."""

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.test import Client

from tests.storm.visitors import Visitor

VISITS = 40
# The first whose folder a file lies in; what lies in none of them is the last.
PARTS = {
    "queries": "django/db/",
    "templates": "django/template/",
    "forms": "django/forms/",
    "the rest of Django": "django/",
    "other packages": "site-packages/",
    "our own": str(settings.BASE_DIR),
    "Python's library": "",
}
SQLITE = "SQLite itself"


class Person(Visitor):
    """A visitor whose browser asks Django itself: no server stands between."""

    def __init__(self, number: int):
        super().__init__(0, number)
        self.client = Client(
            SERVER_NAME="localhost",
            REMOTE_ADDR=f"10.0.0.{number}",
            enforce_csrf_checks=True,
        )

    def ask(self, method: str, path: str, body: str = ""):
        response = self.client.generic(
            method, path, body, content_type="application/x-www-form-urlencoded"
        )
        response.status = response.status_code
        response.headers["Set-Cookie"] = ""  # the client keeps cookies by itself
        return response


def profile_of_a_page(path: str) -> tuple[float, dict[str, float]]:
    """The milliseconds of the CPU for a page, and the share of each part."""
    client = Client(SERVER_NAME="localhost")
    return of_all([lambda: client.get(path)] * 2 * VISITS)


def profile_of_a_post() -> tuple[float, dict[str, float]]:
    """The same for a request for a session."""
    people = [Person(number) for number in range(2 * VISITS)]
    for each in people:
        each.open_form()
    return of_all([each.send for each in people])


def of_all(visits: list[Callable]) -> tuple[float, dict[str, float]]:
    """One half is timed, and one is watched, which makes all of it slower."""
    visits[0]()  # what is done once a process
    begin = time.thread_time()
    for visit in visits[1:VISITS]:
        visit()
    spent = (time.thread_time() - begin) / (VISITS - 1)
    profile = cProfile.Profile()
    for visit in visits[VISITS:]:
        profile.runcall(visit)
    return spent * 1000, shares(pstats.Stats(profile).stats)


def shares(stats: dict) -> dict[str, float]:
    """What is built in, and has no file, is spent by who calls it."""
    spent = Counter()
    for (file, _, name), (_, _, own, _, callers) in stats.items():
        if "sqlite3" in name or "SQLite" in name:
            spent[SQLITE] += own
        elif file == "~":
            for (caller, *_), (_, _, theirs, _) in callers.items():
                spent[part_of(caller)] += theirs
        else:
            spent[part_of(file)] += own
    return {part: spent[part] / spent.total() for part in [SQLITE, *PARTS]}


def part_of(file: str) -> str:
    return next(part for part, folder in PARTS.items() if folder in file)
