"""What the search needs of the database is said before anything is served."""

from importlib import import_module
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import NotSupportedError, OperationalError, connection

migration = import_module("articles.migrations.0003_search")


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


def test_another_error_is_not_hidden():
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
