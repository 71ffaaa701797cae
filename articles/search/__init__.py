"""Search over the guide: `search` is asked by the page, `renew` by whoever changed rows
of the guide, `rebuild` by whoever loaded it. All else in here is between these."""

from .find import Found, search
from .index import is_current, rebuild, renew
from .results import Result
from .words import MOST_CHARACTERS, typed

__all__ = [
    "MOST_CHARACTERS",
    "Found",
    "Result",
    "is_current",
    "rebuild",
    "renew",
    "search",
    "typed",
]
