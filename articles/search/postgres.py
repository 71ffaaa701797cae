"""The search in PostgreSQL: its text search, which keeps the index by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from ..models import Passage
from .query import MARK_END, MARK_START, Query, written

# Of the letters D, C, B and A by which the words of a vector are told apart.
WEIGHTS = [0.05, 0.05, 0.05, 1.0]
LONG_TEXTS_COUNT_LESS = 1
MARKS = f"HighlightAll=true, StartSel={MARK_START}, StopSel={MARK_END}"

FIND = """
    SELECT articles_passage.*,
        ts_headline('english', title, wanted, %s) AS marked_title,
        ts_headline('english', text, wanted, %s) AS marked_text
    FROM articles_passage, to_tsquery('english', %s) AS wanted
    WHERE vector @@ wanted AND articles_passage.id IN ({public})
    ORDER BY urgency NULLS LAST,
        ts_rank(%s::real[], vector, wanted, %s) DESC, articles_passage.id
    LIMIT %s
"""


def find(query: Query, limit: int) -> list[Passage]:
    """The best public passages, with `marked_title` and `marked_text`."""
    public, parameters = Passage.objects.public().values("pk").query.sql_with_params()
    expression = written(query, " & ", " | ", word)
    return list(
        Passage.objects.raw(
            FIND.format(public=public),
            [
                *(MARKS, MARKS, expression, *parameters),
                *(WEIGHTS, LONG_TEXTS_COUNT_LESS, limit),
            ],
        )
    )


def word(word: str) -> str:
    return f"'{word.removesuffix('*')}'{':*' if word.endswith('*') else ''}"


@contextmanager
def rewriting() -> Iterator[None]:
    """Within, the passages are written anew, by one process at a time."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE articles_passage IN SHARE ROW EXCLUSIVE MODE")
    yield
