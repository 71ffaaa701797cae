"""Which edition of the public pages is in force: the database knows, at every commit.

Triggers renew the token of `Edition` in the transaction that changes something which
public pages show, so that no way of changing it (a form, a command, a bulk update, SQL by
hand) is forgotten, and no crash can come between a change and its notice. All processes
and hosts share the database, and so the token. It is random: no state ever returns under
the token of another, not even when a backup is restored.
"""

import mmap
from datetime import datetime, time, timedelta
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import (
    DatabaseError,
    close_old_connections,
    connection,
    connections,
    models,
)
from django.db.utils import DEFAULT_DB_ALIAS
from django.utils import timezone

from articles.models.draft import next_appearance

from ..models import Edition
from ..sqlite.base import identity

LONGEST = 1  # seconds until a database put in place of another's file is noticed
HEADER = 48  # bytes of the index of SQLite's log

# To close a file drops all locks that the process has on it (POSIX), SQLite's own too.
never_closed = []

# Models of the guide and of the spa of which no stored page shows anything.
UNSEEN = {
    *("articles.GuideReport", "articles.PreviewLink"),
    *("articles.ShippedRow", "articles.UploadedPicture"),
    *("booking.BookingRequest", "booking.HistoryEntry", "booking.OutboxMail"),
    *("booking.PrivateLink", "booking.Tally", "booking.Wish"),
}

RENEW = """
INSERT INTO knotcare_edition (id, token) VALUES (1, {random})
ON CONFLICT (id) DO UPDATE SET token = excluded.token
"""

SQLITE = """
CREATE TRIGGER IF NOT EXISTS "new_edition_{table}_{event}" AFTER {event} ON "{table}"
BEGIN {renew}; END
"""

# Deferred: the row is locked last, so that two editors can't wait for each other.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION new_edition() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {renew}; RETURN NULL; END $$;
DROP TRIGGER IF EXISTS new_edition ON "{table}";
CREATE CONSTRAINT TRIGGER new_edition AFTER INSERT OR UPDATE OR DELETE ON "{table}"
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION new_edition()
"""


def seen_models() -> list[type[models.Model]]:
    """Every model, many-to-many tables too, of which a stored page may show something."""
    return [
        model
        for app in ("articles", "booking")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not (model._meta.label in UNSEEN or model.__name__.startswith("Historical"))
    ]


def create_triggers(**kwargs) -> None:
    """Put the triggers on the tables: after every migration, as one that changes a table
    on SQLite makes it anew, without them."""
    existing = connection.introspection.table_names()  # fewer, when going back
    with connection.cursor() as cursor:
        for model in seen_models():
            if model._meta.db_table in existing:
                for statement in triggers(model._meta.db_table):
                    cursor.execute(statement)


def triggers(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        renew = RENEW.format(random="replace(gen_random_uuid()::text, '-', '')")
        return [POSTGRESQL.format(table=table, renew=renew)]
    renew = RENEW.format(random="hex(randomblob(16))")
    events = ("INSERT", "UPDATE", "DELETE")
    return [SQLITE.format(table=table, event=each, renew=renew) for each in events]


def token_in_force() -> str | None:
    """The token as the present transaction sees it; raises DatabaseError."""
    return Edition.objects.values_list("token", flat=True).first()


class Known(NamedTuple):
    """A token that was read, and how long it holds without reading it again."""

    token: str
    header: bytes  # of SQLite's log; it holds until that is another
    until: float  # of the monotonic clock, in seconds


class EditionReader:
    """Reads the token in force, on a connection of its own."""

    def __init__(self):
        self.lock = Lock()
        self.connection = connections.create_connection(DEFAULT_DB_ALIAS)
        self.connection.inc_thread_sharing()
        self.file = self.log = None
        self.known = Known("", b"", 0)

    def token(self) -> str:
        """The token, empty where nothing was ever written; raises DatabaseError."""
        if not self.holds(self.known):
            with self.lock:
                if not self.holds(self.known):
                    self.known = self.read()
        return self.known.token

    def holds(self, known: Known) -> bool:
        return monotonic() < known.until and self.header() == known.header

    def header(self) -> bytes:
        return self.log[:HEADER] if self.log else b""

    def read(self) -> Known:
        if self.file != database_file():
            self.connect()
        try:
            return self.ask()
        except DatabaseError:  # the server may have been started anew
            self.connect()
            return self.ask()

    def connect(self) -> None:
        self.connection.close()
        self.file = self.log = None  # until there is another
        file = database_file()
        self.ask()  # it opens the log
        self.log = log_index(self.connection.settings_dict["NAME"])
        self.file = file

    def ask(self) -> Known:
        header = self.header()  # before what it vouches for
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT token FROM knotcare_edition")
            row = cursor.fetchone()
        until = monotonic() + LONGEST if self.log else 0
        return Known(row[0] if row else "", header, until)


def log_index(database: Path | str) -> mmap.mmap | None:
    """The index of SQLite's write-ahead log: memory that all of its processes share. Its
    header changes with each commit, before that returns (sqlite.org/walformat.html, section
    2.1), and to look at it takes no call of the system. It is in use as long as a
    connection is open. None for another database."""
    try:
        file = Path(f"{database}-shm").open("rb")  # noqa: SIM115
    except OSError:
        return None
    memory = mmap.mmap(file.fileno(), HEADER, access=mmap.ACCESS_READ)
    never_closed.extend((file, memory))
    return memory


def database_file() -> tuple[int, int, bool] | None:
    """Which file SQLite's database is: a restored one may have taken its place."""
    return identity(settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"])


def next_edition_at() -> datetime:
    """When time alone changes the pages: the next midnight, as some bear their date, or
    the next scheduled text, whichever comes first."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    try:
        return min(midnight, next_appearance() or midnight)
    finally:
        close_old_connections()  # as Django does after a request of its own
