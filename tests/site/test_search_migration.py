"""What the search needs of the database is said before anything is served."""

from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import NotSupportedError, OperationalError, connection

migration = import_module("articles.migrations.0003_search")


class Editor:
    """A schema editor of a database of this kind that fails with this error."""

    def __init__(self, vendor: str, error: str):
        self.connection = type("Connection", (), {"vendor": vendor})
        self.error = error

    def execute(self, statement):
        raise OperationalError(self.error)


def test_an_sqlite_without_fts5_is_refused_with_advice():
    with pytest.raises(NotSupportedError, match="built without it. Use another"):
        migration.create_index(None, Editor("sqlite", "no such module: fts5"))


def test_another_error_is_not_hidden():
    with pytest.raises(OperationalError, match="disk I/O error"):
        migration.create_index(None, Editor("sqlite", "disk I/O error"))


def test_another_database_is_refused_with_advice():
    with pytest.raises(NotSupportedError, match="set DATABASE_URL"):
        migration.create_index(None, Editor("mysql", ""))


@pytest.mark.django_db(transaction=True)
def test_the_migration_can_be_taken_back_and_made_again():
    call_command("migrate", "articles", "0002", verbosity=0)
    tables = connection.introspection.table_names()
    call_command("migrate", "articles", verbosity=0)

    assert not [name for name in tables if name.startswith("articles_passage")]
    assert "articles_passage_index" in connection.introspection.table_names()
