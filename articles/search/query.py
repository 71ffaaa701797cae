"""A search in the one form that both databases can be asked in.

A query is written with signs for “and” and “or” and a way to write a word; each
database brings its own. `and` binds more tightly in both.
"""

from collections.abc import Callable
from typing import NamedTuple

# Around the words that were found: characters that no text of ours has.
MARK_START, MARK_END = "\ue000", "\ue001"

# The ways to say one thing. A way may have several words, all needed; a word that ends
# in a star stands for all that begin like it.
Ways = list[str]


class Query(NamedTuple):
    """What a passage must have, and what makes it better when it has that too.

    It must have everything that is `needed`, or without `every` any of it.
    """

    needed: list[Ways]
    welcome: list[Ways] = []
    every: bool = True


def written(query: Query, all_of: str, any_of: str, word: Callable[[str], str]) -> str:
    """The query as an expression of a database."""

    def either(ways: Ways) -> str:
        written = (all_of.join(map(word, way.split())) for way in ways)
        return f"({any_of.join(written)})"

    needed = (all_of if query.every else any_of).join(map(either, query.needed))
    if not query.welcome:
        return needed
    welcome = any_of.join(map(either, query.welcome))
    return f"({needed}){all_of}(({needed}){any_of}{welcome})"
