"""What a database holds, so that a copy can be compared with what it was made of."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# Left out of every backup: whoever has one must not be signed in by it.
SESSIONS = Session._meta.db_table
HISTORY = MigrationRecorder.Migration._meta.db_table


class Facts(NamedTuple):
    migrations: list[str]  # those applied, `booking.0001_initial`
    rows: dict[str, int]  # by table


def facts() -> Facts:
    applied = MigrationRecorder(connection).applied_migrations()
    with connection.cursor() as cursor:
        rows = {table: count(cursor, table) for table in tables() if table != SESSIONS}
    return Facts(sorted(".".join(each) for each in applied), rows)


def tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def count(cursor, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
    return cursor.fetchone()[0]


def known_migrations() -> set[str]:
    """Those of the site as it is installed here, and those that they replace."""
    known = MigrationLoader(None).disk_migrations
    replaced = {each for one in known.values() for each in one.replaces}
    return {".".join(each) for each in known.keys() | replaced}


@contextmanager
def database_at(name: str) -> Iterator[None]:
    """Within, the site's database is this one, as Django's test runner does it."""
    present = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = present


def site_version() -> str:
    """The commit that runs here, empty where git can't tell."""
    git = shutil.which("git")
    if not git:
        return ""
    command = [git, "-C", str(settings.BASE_DIR), "rev-parse", "--short", "HEAD"]
    said = subprocess.run(command, capture_output=True, text=True)  # noqa: S603
    return said.stdout.strip()
