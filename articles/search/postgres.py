"""The search in PostgreSQL: its text search, which keeps the index by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from ..models import Passage
from .query import (
    IN_THE_GUIDES_ORDER,
    MARK_END,
    MARK_START,
    PUBLIC,
    Query,
    published,
    written,
)

# Of the letters D, C, B and A by which the words of a vector are told apart.
WEIGHTS = [0.05, 0.05, 0.05, 1.0]
LONG_TEXTS_COUNT_LESS = 1
MARKS = f"HighlightAll=true, StartSel={MARK_START}, StopSel={MARK_END}"

FOUND = f"""
    FROM to_tsquery('english', %s) AS wanted
    JOIN articles_passage ON vector @@ wanted
    {PUBLIC}
"""
FIND = f"""
    SELECT articles_passage.*,
        ts_headline('english', title, wanted, %s) AS marked_title,
        ts_headline('english', text, wanted, %s) AS marked_text
    {FOUND}
    ORDER BY urgency NULLS LAST,
        ts_rank(%s::real[], vector, wanted, %s) DESC, {IN_THE_GUIDES_ORDER}
    LIMIT %s
"""
IS_THERE = f"SELECT 1 {FOUND} LIMIT 1"


def find(query: Query, limit: int) -> list[Passage]:
    """The best public passages, with `marked_title` and `marked_text`."""
    public, parameters = published()
    return list(
        Passage.objects.raw(
            FIND.format(public=public),
            [
                *(MARKS, MARKS, expression(query), *parameters),
                *(WEIGHTS, LONG_TEXTS_COUNT_LESS, limit),
            ],
        )
    )


def is_there(query: Query) -> bool:
    """Whether a public passage has it."""
    public, parameters = published()
    with connection.cursor() as cursor:
        found = IS_THERE.format(public=public)
        cursor.execute(found, [expression(query), *parameters])
        return cursor.fetchone() is not None


def expression(query: Query) -> str:
    return written(query, " & ", " | ", word)


def word(word: str) -> str:
    return f"'{word.removesuffix('*')}'{':*' if word.endswith('*') else ''}"


@contextmanager
def rewriting() -> Iterator[None]:
    """Within, passages are written, by one process at a time."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE articles_passage IN SHARE ROW EXCLUSIVE MODE")
    yield


def learn(_keys: list[int]) -> None:
    """Nothing: the index follows its table."""


def forget(_keys: list[int]) -> None:
    """Nothing: the index follows its table."""


def forget_all() -> None:
    """Nothing: the index follows its table."""
