"""Search over the guide: `search` is asked by the page, `rebuild` by whoever changed
the guide. All else in here is between the two."""

from .find import Found, search
from .index import rebuild
from .results import Result
from .words import MOST_CHARACTERS, typed

__all__ = ["MOST_CHARACTERS", "Found", "Result", "rebuild", "search", "typed"]
