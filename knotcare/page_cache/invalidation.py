"""Which edition of the public pages is in force: the database knows, at every commit.

Triggers renew the token of `Edition` in the transaction that changes something which
public pages show, so that no way of changing it (a form, a command, a bulk update, SQL by
hand) is forgotten, and no crash can come between a change and its notice. All processes
and hosts share the database, and so the token. It is random: no state ever returns under
the token of another, not even when a backup is restored.
"""

from contextlib import suppress
from datetime import datetime, time, timedelta
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

from articles.publishing.lifecycle import next_appearance

from ..models import Edition
from ..sqlite.base import identity
from .commit_watch import CommitWatch

LONGEST = 1  # seconds until a database put in place of another's file is noticed

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


def watch(**kwargs) -> None:
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
    """A token that was read, and while it holds without reading it again."""

    token: str
    watch: CommitWatch | None
    header: bytes
    until: float  # of the monotonic clock, in seconds

    def holds(self) -> bool:
        return (
            self.watch is not None
            and self.watch.header() == self.header
            and monotonic() < self.until
        )


class EditionReader:
    """Reads the token in force, in microseconds, on a connection of its own."""

    def __init__(self):
        self.lock = Lock()
        self.connection = self.cursor = self.file = self.watch = None
        self.known = Known("", None, b"", 0)

    def token(self) -> str:
        """The token, empty where nothing was ever written; raises DatabaseError."""
        if not self.known.holds():
            with self.lock:
                if not self.known.holds():
                    self.known = self.read()
        return self.known.token

    def read(self) -> Known:
        if self.cursor is None or self.file != database_file():
            self.connect()
        try:
            return self.ask()
        except DatabaseError:  # the server may have been started anew
            self.connect()
            return self.ask()

    def connect(self) -> None:
        if self.connection:
            self.connection.close()
        self.cursor = None  # until there is another
        self.file = database_file()
        self.connection = connections.create_connection(DEFAULT_DB_ALIAS)
        self.connection.inc_thread_sharing()
        self.cursor = self.connection.cursor()
        self.watch = None
        self.ask()  # it opens the log
        with suppress(OSError):
            self.watch = CommitWatch(self.connection.settings_dict["NAME"])

    def ask(self) -> Known:
        header = (
            self.watch.header() if self.watch else b""
        )  # before what it vouches for
        self.cursor.execute("SELECT token FROM knotcare_edition")
        row = self.cursor.fetchone()
        until = monotonic() + LONGEST
        return Known(row[0] if row else "", self.watch, header, until)


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
