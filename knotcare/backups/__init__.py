"""Copies of the whole site, and the way back.

A backup is one tar file with the database, the pictures and a manifest. `making` writes
it, `archive` is its form, `restoring` puts it in the place of what is here. What the two
databases do differently is in `sqlite` and `postgres`: each has `size`, `copy`,
`holds_a_site`, `rehearse` and `install`.
"""

from contextlib import contextmanager
from sqlite3 import Error as SQLiteError

from django.core.management.base import CommandError
from django.db import DatabaseError


class Refused(Exception):
    """Says, in words for the operator, what is in the way and what to do."""


@contextmanager
def told_to_the_operator():
    """Whatever goes wrong within, the command ends with one plain line."""
    try:
        yield
    except Refused as refused:
        raise CommandError(str(refused)) from refused
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise CommandError(f"{place}{error.strerror or error}") from error
    except (DatabaseError, SQLiteError) as error:
        raise CommandError(f"The database says: {error}") from error
