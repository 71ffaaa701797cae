"""A connection to SQLite is kept from one request to the next, while it may be."""

import sqlite3
from contextlib import closing

import pytest
from django.db import OperationalError, connection

from knotcare.sqlite.base import DatabaseWrapper

only_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="is about SQLite's file"
)


def new_file(path, word: str):
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE word AS SELECT ? AS word", [word])
        database.commit()
    return path


@pytest.fixture
def kept(db, tmp_path):
    file = new_file(tmp_path / "db.sqlite3", "first")
    kept = DatabaseWrapper(connection.settings_dict | {"NAME": str(file)})
    yield kept
    kept.close()


def read(kept) -> str:
    """The word that a request reads."""
    kept.close_if_unusable_or_obsolete()  # as a request begins
    with kept.cursor() as cursor:
        return cursor.execute("SELECT word FROM word").fetchone()[0]


@only_sqlite
def test_the_next_request_goes_on_with_the_connection_unless_it_failed(kept):
    read(kept)
    before = kept.connection
    read(kept)
    assert kept.connection is before

    with pytest.raises(OperationalError), kept.cursor() as cursor:
        cursor.execute("SELECT word FROM nowhere")
    read(kept)
    assert kept.connection is not before


@only_sqlite
def test_a_file_put_in_place_of_the_old_one_is_read(kept, tmp_path):
    assert read(kept) == "first"

    new_file(tmp_path / "other", "second").replace(tmp_path / "db.sqlite3")

    assert read(kept) == "second"
