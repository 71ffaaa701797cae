"""The database's own full-text search: `find` and `is_there`, `rewriting`, `learn`,
`forget` and `forget_all`, the same for each."""

from types import ModuleType

from django.db import connection

from . import postgres, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgres}


def engine() -> ModuleType:
    return ENGINES[connection.vendor]
