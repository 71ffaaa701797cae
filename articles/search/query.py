"""A search in the one form that both databases can be asked in.

A query is written with signs for “and” and “or” and a way to write a word; each
database brings its own. `and` binds more tightly in both.
"""

from collections.abc import Callable
from typing import NamedTuple

from ..models import Article

# Around the words that were found: characters that no text of ours has.
MARK_START, MARK_END = "\ue000", "\ue001"

# Passages that readers can see now, with the chapters that they are of; `public` is the
# query of `published`.
PUBLIC = """
    LEFT JOIN ({public}) AS chapter
        ON articles_passage.kind = 'chapter' AND chapter.id = articles_passage.row_id
    WHERE (articles_passage.kind <> 'chapter' OR chapter.id IS NOT NULL)
"""
# Among equals, of which there are few outside chapters.
IN_THE_GUIDES_ORDER = """
    chapter."order" NULLS FIRST, articles_passage.place, articles_passage.kind
"""

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


def published() -> tuple[str, tuple]:
    """The keys of the chapters that readers can see now and their order, in SQL."""
    chapters = Article.objects.published().order_by().values("id", "order")
    return chapters.query.sql_with_params()


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
