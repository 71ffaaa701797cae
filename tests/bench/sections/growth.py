"""What grows with the guide and with the past of the desk: each page on a small site and
on a large one, in turns, and the queries that making it takes.

Public pages are asked for at an address of their own each time, so that they are made: an
answer that is kept takes the same time on any site.
"""

import itertools
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date

from ..servers import SITE, Server, gunicorn
from ..site import Site, fresh_site
from ..table import print_table

CHAPTERS, MANY_CHAPTERS = 10, 1_000
REQUESTS, MANY_REQUESTS = 100, 100_000
MOST_ROUNDS, MOST_SECONDS = 9, 6  # of a page, whichever comes first

PUBLIC = [
    "/",
    "/guide/ease-a-knot-now/",
    "/relief/calves/",
    "/questions/",
    "/about/",
    "/search/?q=massage",  # as many results on either site as a page shows
    "/book/",
    "/sitemap.xml",
    "/feed.xml",
]
GUIDE_ADMIN = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/articles/article/1/change/",
]
LIST = "/admin/booking/bookingrequest/"
DESK_ADMIN = [
    "/admin/",
    LIST,
    f"{LIST}?p=2",
    f"{LIST}?state__exact=new",
    f"{LIST}?state__exact=completed",
    f"{LIST}?day={date.today()}",
    f"{LIST}?q=Visitor+3",
    f"{LIST}1/answer/",
    f"{LIST}agenda/{date.today()}/",
    f"{LIST}agenda/{date.today()}/week/",
    "/admin/booking/outboxmail/",
    "/admin/booking/outboxmail/?delivery=undelivered",
]
HEADS = ["small ms", "large ms", "ratio", "small KB", "large KB", "queries", "of large"]


def run() -> None:
    with fresh_site() as small:
        small.ask("grow", chapters=CHAPTERS, requests=REQUESTS)
        chapters = f"{CHAPTERS} chapters and {MANY_CHAPTERS:,}"
        with grown(small, "chapters", chapters=MANY_CHAPTERS) as large:
            compare(f"{chapters}: readers", small, large, PUBLIC)
            compare(f"{chapters}: desk", small, large, GUIDE_ADMIN, is_signed_in=True)
        requests = f"{REQUESTS} requests and {MANY_REQUESTS:,}"
        with grown(small, "requests", requests=MANY_REQUESTS) as large:
            compare(f"{requests}: readers", small, large, PUBLIC)
            compare(f"{requests}: desk", small, large, DESK_ADMIN, is_signed_in=True)


@contextmanager
def grown(small: Site, name: str, **counts: int) -> Iterator[Site]:
    """A copy of the small site that has grown."""
    begin = time.monotonic()
    large = small.copy(name)
    large.ask("grow", **counts)
    print(f"(made in {time.monotonic() - begin:.0f} s)\n")
    try:
        yield large
    finally:
        large.delete()


def compare(
    what: str, small: Site, large: Site, paths: list[str], is_signed_in: bool = False
) -> None:
    """Print how long each page takes on either site."""
    with ExitStack() as stack:
        readers = []
        for site in (small, large):
            server = stack.enter_context(gunicorn(site, SITE))
            cookie = {"Cookie": site.ask("sign_in")} if is_signed_in else {}
            readers.append(Reader(server, cookie))
        rows = [row(path, *readers) for path in paths]
    queries = [
        site.ask("queries", paths=paths, is_signed_in=is_signed_in)
        for site in (small, large)
    ]
    for path, each in zip(paths, rows, strict=True):
        each += [str(found[path]) for found in queries]
    print_table([what, *HEADS], rows)
    print()


class Reader:
    """One person, page after page."""

    fresh = itertools.count(time.time_ns())

    def __init__(self, server: Server, headers: dict[str, str]):
        self.server, self.headers = server, headers

    def read(self, path: str) -> tuple[float, int]:
        """Milliseconds until the page is there, and its length in bytes."""
        if not self.headers:
            path += f"{'&' if '?' in path else '?'}cold={next(self.fresh)}"
        begin = time.perf_counter()
        response = self.server.get(path, self.headers)
        spent = (time.perf_counter() - begin) * 1000
        if response.status != 200:
            raise SystemExit(f"{path} answers {response.status}.")
        return spent, len(response.content)


def row(path: str, small: Reader, large: Reader) -> list[str]:
    found, end = [], time.monotonic() + MOST_SECONDS
    for reader in (small, large):
        reader.read(path)  # to warm it
    while not found or (len(found) < MOST_ROUNDS and time.monotonic() < end):
        found.append([*small.read(path), *large.read(path)])
    before, before_bytes, after, after_bytes = map(
        statistics.median, zip(*found, strict=True)
    )
    return [
        path,
        f"{before:,.1f}",
        f"{after:,.1f}",
        f"{after / before:,.1f}",
        f"{before_bytes / 1000:,.1f}",
        f"{after_bytes / 1000:,.1f}",
    ]
