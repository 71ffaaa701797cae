"""What the site needs before its first answer."""

import statistics
import time

from ..machine import cpu_seconds
from ..servers import HELLO, SITE, gunicorn
from ..site import fresh_site
from ..table import print_table

ROUNDS = 5


def run() -> None:
    """From the call of gunicorn to the first answer that has come back whole, and what
    all its processes have spent by then."""
    found = {"hello world": [], "the home page": []}
    with fresh_site() as site:
        for name, application in list(zip(found, (HELLO, SITE), strict=True)) * ROUNDS:
            begin = time.monotonic()
            with gunicorn(site, application) as server:
                server.get("/")
                took = time.monotonic() - begin
                found[name].append((took, cpu_seconds(server.processes)))
    rows = [
        [name, *(f"{statistics.median(each):.2f}" for each in zip(*times, strict=True))]
        for name, times in found.items()
    ]
    print_table(["first answer", "seconds", "CPU seconds"], rows)
