"""The search in SQLite: its FTS5 module, which is told what the passages say."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from ..models import Passage
from .query import MARK_END, MARK_START, PUBLIC, Query, published, written

TITLE_WEIGHT, TEXT_WEIGHT = 10.0, 1.0

# Of what half a library says, only so many passages are ranked, those last written: the
# short ones are always among them (`index.put_short_last`).
MOST_RANKED = 300

# A cross join is made in the order in which it is written: from what was found.
FOUND = f"""
    FROM articles_passage_index
    CROSS JOIN articles_passage ON articles_passage.id = articles_passage_index.rowid
    {PUBLIC} AND articles_passage_index MATCH %s
"""
BEST_FIRST = "urgency NULLS LAST, score, chapters_order NULLS FIRST, place, kind"
# Words are marked last, and only in what is shown: that reads each text whole. To look at
# what was found once more costs less than to ask for one passage after the other.
FIND = f"""
    WITH found AS (
        SELECT articles_passage.id, urgency, place, kind,
            chapter."order" AS chapters_order,
            bm25(articles_passage_index, %s, %s) AS score
        {FOUND}
        ORDER BY articles_passage_index.rowid DESC LIMIT %s
    ), best AS (
        SELECT * FROM found ORDER BY {BEST_FIRST} LIMIT %s
    )
    SELECT articles_passage.*,
        highlight(articles_passage_index, 0, %s, %s) AS marked_title,
        highlight(articles_passage_index, 1, %s, %s) AS marked_text
    FROM articles_passage_index
    CROSS JOIN best ON best.id = articles_passage_index.rowid
    CROSS JOIN articles_passage ON articles_passage.id = best.id
    WHERE articles_passage_index MATCH %s
        AND articles_passage_index.rowid >= (SELECT min(id) FROM best)
    ORDER BY {BEST_FIRST}
"""  # noqa: S608

LEARN = """
    INSERT INTO articles_passage_index (rowid, title, text)
    SELECT id, title, text FROM articles_passage WHERE id = %s
"""
FORGET = """
    INSERT INTO articles_passage_index (articles_passage_index, rowid, title, text)
    SELECT 'delete', id, title, text FROM articles_passage WHERE id = %s
"""
FORGET_ALL = """
    INSERT INTO articles_passage_index (articles_passage_index) VALUES ('delete-all')
"""


def find(query: Query, limit: int) -> list[Passage]:
    """The best public passages, with `marked_title` and `marked_text`."""
    public, parameters = published()
    wanted = expression(query)
    ranked = [TITLE_WEIGHT, TEXT_WEIGHT, *parameters, wanted, MOST_RANKED, limit]
    marks = [MARK_START, MARK_END] * 2
    return list(
        Passage.objects.raw(FIND.format(public=public), [*ranked, *marks, wanted])
    )


def is_there(query: Query) -> bool:
    """Whether a public passage has it."""
    public, parameters = published()
    with connection.cursor() as cursor:
        found = f"SELECT 1 {FOUND} LIMIT 1".format(public=public)
        cursor.execute(found, [*parameters, expression(query)])
        return cursor.fetchone() is not None


def expression(query: Query) -> str:
    return written(query, " AND ", " OR ", word)


def word(word: str) -> str:
    return f'"{word.removesuffix("*")}"{"*" if word.endswith("*") else ""}'


@contextmanager
def rewriting() -> Iterator[None]:
    """Within, passages are written. One process writes at a time anyway."""
    yield


def learn(keys: list[int]) -> None:
    """Index the passages of these keys, which are stored by now."""
    with connection.cursor() as cursor:
        cursor.executemany(LEARN, [(key,) for key in keys])


def forget(keys: list[int]) -> None:
    """Take the passages of these keys, which are still stored, out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany(FORGET, [(key,) for key in keys])


def forget_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FORGET_ALL)
