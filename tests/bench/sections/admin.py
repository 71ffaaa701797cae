"""The front desk's pages with 100,000 requests, beside those with a hundred."""

from ..site import fresh_site
from .growth import DESK_ADMIN, REQUESTS, compare, grown

MANY_REQUESTS = 100_000


def run() -> None:
    with fresh_site() as small:
        small.ask("grow", requests=REQUESTS)
        with grown(small, "many", requests=MANY_REQUESTS) as large:
            what = f"{REQUESTS} requests and {MANY_REQUESTS:,}"
            compare(what, small, large, DESK_ADMIN, is_signed_in=True)
