"""Django's SQLite, but that it makes no database anew while the log of one is there, and
that a connection which is kept for the next request is to the file that is there now.

In a database's write-ahead log is what was committed last. Where the file itself is gone
(moved, or on a disk that dropped out), SQLite would make an empty one and delete the log.
"""

import os
from pathlib import Path

from django.db import OperationalError
from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        self.file = identity(self.settings_dict["NAME"])
        return super().get_new_connection(conn_params)

    def is_usable(self):
        """Whether the next request may go on with this connection: one that never failed,
        to the file that is there now."""
        is_the_same = self.file == identity(self.settings_dict["NAME"])
        return is_the_same and not self.errors_occurred

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
