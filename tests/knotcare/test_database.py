"""What the search needs of the database is said before anything is served. A connection to
SQLite is kept from one request to the next, while it may be."""

import sqlite3
from contextlib import closing
from importlib import import_module
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import NotSupportedError, OperationalError, connection

from knotcare.sqlite.base import DatabaseWrapper

migration = import_module("articles.migrations.0003_search")
only_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="is about SQLite's file"
)


def create_index(vendor: str, error: str = "") -> None:
    """On a database of this kind that fails with this error."""
    fail = Mock(side_effect=OperationalError(error))
    kind = SimpleNamespace(vendor=vendor)
    migration.create_index(None, SimpleNamespace(connection=kind, execute=fail))


def test_a_database_without_the_search_is_refused_with_advice():
    with pytest.raises(NotSupportedError, match="built without it. Use another"):
        create_index("sqlite", "no such module: fts5")
    with pytest.raises(NotSupportedError, match="set DATABASE_URL"):
        create_index("mysql")
    with pytest.raises(OperationalError, match="disk I/O error"):
        create_index("sqlite", "disk I/O error")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_migration_can_be_taken_back_and_made_again():
    call_command("migrate", "articles", "0002", verbosity=0)
    tables = connection.introspection.table_names()
    call_command("migrate", "articles", verbosity=0)

    assert not [name for name in tables if name.startswith("articles_passage")]
    assert "articles_passage_index" in connection.introspection.table_names()


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
