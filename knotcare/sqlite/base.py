"""Django's SQLite, but that it makes no database anew while the log of one is there.

In a database's write-ahead log is what was committed last. Where the file itself is gone
(moved, or on a disk that dropped out), SQLite would make an empty one and delete the log.
"""

from pathlib import Path

from django.db import OperationalError
from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
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


def log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def is_log_alone(database: Path) -> bool:
    """Whether the log is there, but the database is not, or is empty."""
    is_gone = not database.exists() or not database.stat().st_size
    return is_gone and log_of(database).exists() and log_of(database).stat().st_size > 0
