"""Search over the guide: what readers can see, ranked in memory."""

from .analyzer import MOST_CHARACTERS, typed
from .index import current
from .query import Found, search
from .snippets import Result

__all__ = ["MOST_CHARACTERS", "Found", "Result", "current", "search", "typed"]
