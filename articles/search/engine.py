"""The database's own full-text search: `find` and `rewriting`, the same for each."""

from types import ModuleType

from django.db import connection

from . import postgres, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgres}


def engine() -> ModuleType:
    return ENGINES[connection.vendor]
