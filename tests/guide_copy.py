"""The whole guide, loaded once at each clock and from then on copied row by row, which
takes a hundredth of the time."""

import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from articles.import_export.load import load_guide

copies = {}


def load_guide_quickly() -> list:
    """What `load_guide` does and returns, wherever no test has made rows of its own."""
    if connection.vendor != "sqlite" or any(rows().values()):
        return load_guide()
    # What the rows say of when they were loaded must fit a clock that a test has set.
    clock = timezone.now() if time_machine.escape_hatch.is_travelling() else None
    if clock in copies:
        done, copy = copies[clock]
        put(copy)
    else:
        done = load_guide()
        copies[clock] = done, rows()
    return done


def rows() -> dict[str, list[tuple]]:
    """Every row of the guide's tables, the oldest first."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("articles").get_models(True):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table} ORDER BY rowid")
            found[table] = cursor.fetchall()
    return found


@transaction.atomic
def put(copy: dict[str, list[tuple]]) -> None:
    with connection.cursor() as cursor:
        for table, lines in copy.items():
            if lines:
                places = ", ".join(["%s"] * len(lines[0]))
                cursor.executemany(f"INSERT INTO {table} VALUES ({places})", lines)
