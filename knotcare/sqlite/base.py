"""Django's SQLite, with three differences.

It makes no new database beside the log of one that is gone: the write-ahead log holds what
was committed last, and SQLite would delete it. A connection that is kept for the next
request is to the file that is there now. And writers wait in line.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError
from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(write_in_line)

    def get_new_connection(self, conn_params):
        self.file = identity(self.settings_dict["NAME"])
        return super().get_new_connection(conn_params)

    def is_usable(self):
        """Whether the next request may go on with this connection: one that never failed,
        to the file that is there now."""
        is_the_same = self.file == identity(self.settings_dict["NAME"])
        return is_the_same and not self.errors_occurred

    def _start_transaction_under_autocommit(self):
        with self.in_line():  # it is BEGIN IMMEDIATE
            super()._start_transaction_under_autocommit()

    @contextmanager
    def in_line(self) -> Iterator[None]:
        """Only the first waits for SQLite's lock, which is no queue: who waits there looks
        less and less often, newcomers overtake, and on a slow disk somebody's timeout
        ends first. Time spent in line counts toward it."""
        patience = self.settings_dict["OPTIONS"].get("timeout", 5.0)  # seconds
        end = time.monotonic() + patience
        with first_in_line(Path(self.settings_dict["NAME"]).parent):
            self.wait_at_most(end - time.monotonic())
            try:
                yield
            finally:
                self.wait_at_most(patience)

    def wait_at_most(self, seconds: float) -> None:
        """How long the next statement waits for another connection's lock."""
        self.connection.execute(f"PRAGMA busy_timeout = {max(0, int(seconds * 1000))}")

    def get_connection_params(self):
        params = super().get_connection_params()
        file = Path(params["database"]).absolute()
        if is_log_alone(file):
            raise OperationalError(
                f"database {file} is gone, but its log is there, with what was stored last. "
                "Put it back beside the log; or, if it is lost, move the log (-wal, "
                "-shm) away too and restore a backup."
            )
        if not log_of(file).exists():
            return params
        return params | {"database": f"{file.as_uri()}?mode=rw"}


def write_in_line(execute, sql, params, many, context):
    """Execute a statement; one that writes without a transaction waits in line as well."""
    wrapper = context["connection"]
    is_write = sql.startswith(("INSERT", "UPDATE", "DELETE"))
    if not is_write or wrapper.connection.in_transaction:
        return execute(sql, params, many, context)
    with wrapper.in_line():
        return execute(sql, params, many, context)


@contextmanager
def first_in_line(folder: Path) -> Iterator[None]:
    """Wait behind all who asked before, on this host: Linux hands the lock on a folder on
    in order, and takes it from a process that was killed."""
    try:
        line = os.open(folder, os.O_RDONLY)
    except OSError:  # SQLite itself says what is wrong
        yield
        return
    try:
        fcntl.flock(line, fcntl.LOCK_EX)
        yield
    finally:
        os.close(line)


def identity(database: Path | str) -> tuple[int, int, bool] | None:
    """Which file it is, as another may have taken its place under the same name, and
    whether it can be written: a connection stays what it was when it was opened."""
    try:
        found = os.stat(database)
    except OSError:
        return None
    return found.st_dev, found.st_ino, os.access(database, os.W_OK)


def log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def is_log_alone(database: Path) -> bool:
    """Whether the log is there, but the database is not, or is empty."""
    is_gone = not database.exists() or not database.stat().st_size
    return is_gone and log_of(database).exists() and log_of(database).stat().st_size > 0
