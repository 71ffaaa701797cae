"""The search in SQLite: its FTS5 module."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from ..models import Passage
from .query import MARK_END, MARK_START, Query, written

TITLE_WEIGHT, TEXT_WEIGHT = 10.0, 1.0

FIND = """
    SELECT articles_passage.*,
        highlight(articles_passage_index, 0, %s, %s) AS marked_title,
        highlight(articles_passage_index, 1, %s, %s) AS marked_text
    FROM articles_passage_index
    JOIN articles_passage ON articles_passage.id = articles_passage_index.rowid
    WHERE articles_passage_index MATCH %s AND articles_passage.id IN ({public})
    ORDER BY urgency NULLS LAST,
        bm25(articles_passage_index, %s, %s), articles_passage.id
    LIMIT %s
"""


def find(query: Query, limit: int) -> list[Passage]:
    """The best public passages, with `marked_title` and `marked_text`."""
    public, parameters = Passage.objects.public().values("pk").query.sql_with_params()
    expression = written(query, " AND ", " OR ", word)
    marks = [MARK_START, MARK_END] * 2
    weights = [TITLE_WEIGHT, TEXT_WEIGHT]
    return list(
        Passage.objects.raw(
            FIND.format(public=public),
            [*marks, expression, *parameters, *weights, limit],
        )
    )


def word(word: str) -> str:
    return f'"{word.removesuffix("*")}"{"*" if word.endswith("*") else ""}'


@contextmanager
def rewriting() -> Iterator[None]:
    """Within, the passages are written anew; the index is true afterwards."""
    yield
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_passage_index(articles_passage_index) "
            "VALUES ('rebuild')"
        )
