"""Booking posts, by one visitor at a time and by 32 at once, beside raw inserts.

Each post is a form of its own, opened as a browser opens it. What a visitor was told is looked for in the database.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from tests.slow.storm.visitors import Visitor

from .. import inserts
from ..load import Figures, Target, load, middle
from ..machine import SERVER_CORE, pinned
from ..servers import SITE, Server, gunicorn
from ..site import Site, fresh_site
from ..table import print_table

CONNECTIONS = [1, 32]
ROUNDS = 3
SECONDS = 2
FORMS = 600  # for each round; sending ends with the last of them
HEADS = ["per second", "ratio", "p50 ms", "p99 ms", "CPU ms", "failed", "lost"]

numbers = count()


def run() -> None:
    with fresh_site() as site:
        site.ask("grow", requests=100)
        limits = raw_inserts(site)
        limit = limits["raw inserts, settings of the site"]
        rows = [
            [name, f"{each:,.0f}", f"{each / limit:.2f}", *["-"] * 5]
            for name, each in limits.items()
        ]
        with gunicorn(site, SITE) as server:
            for connections in CONNECTIONS:
                figures, lost = posts(site, server, connections)
                rows.append(row(f"posts, {connections} at once", figures, limit, lost))
        print_table(["booking", *HEADS], rows)
        print(f"\n{site.ask('stored'):,} requests are stored.")


def raw_inserts(site: Site) -> dict[str, float]:
    with pinned(SERVER_CORE):
        return {
            name: inserts.per_second(site.database, synchronous, SECONDS)
            for name, synchronous in inserts.KINDS.items()
        }


def row(name: str, figures: Figures, limit: float, lost: int) -> list[str]:
    return [
        name,
        f"{figures.per_second:,.0f}",
        f"{figures.per_second / limit:.3f}",
        f"{figures.p50:.1f}",
        f"{figures.p99:.1f}",
        f"{figures.cpu:.1f}",
        f"{figures.failed:,}",
        f"{lost:,}",
    ]


def posts(site: Site, server: Server, connections: int) -> tuple[Figures, int]:
    """The middle round, and how many visitors were told of a request that isn't there."""
    figures, pages = [], []
    for _ in range(ROUNDS):
        forms, answers = open_forms(site, server), site.folder.with_name("answers")
        answers.write_text("")
        paths = [str(forms), str(answers)]
        posted = Target(
            server,
            "/book/",
            script="posts.lua",
            arguments=lambda paths=paths: paths,
            connections=connections,
        )
        figures.append(load(posted, SECONDS))
        pages += pages_told_of(answers, figures)
    return middle(figures), site.ask("missing", pages=pages)


def open_forms(site: Site, server: Server) -> Path:
    """A file of forms that are ready to be sent, as posts.lua reads it."""
    visitors = [Visitor(server.port, next(numbers)) for _ in range(FORMS)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Visitor.open_form, visitors))
    path = site.folder.with_name("forms")
    path.write_text("".join(map(line, visitors)))
    return path


def line(visitor: Visitor) -> str:
    address = f"10.0.{visitor.number // 256}.{visitor.number % 256}"
    return f"{address}\t{visitor.cookie}\t{urlencode(visitor.fields)}\n"


def pages_told_of(answers: Path, figures: list[Figures]) -> list[str]:
    """The private pages that visitors were led to; all other answers are failures."""
    told = [each.split("\t") for each in answers.read_text().splitlines()]
    pages = [page for status, page in told if status == "303"]
    refused = sum(status != "303" and int(status) < 400 for status, _ in told)
    figures[-1] = replace(figures[-1], failed=figures[-1].failed + refused)
    if len(told) >= FORMS:
        print("The forms ran out: more could have been sent in that time.")
    return pages
