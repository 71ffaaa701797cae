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
        if not Path(f"{file}-wal").exists():
            return params
        if not file.exists():
            raise OperationalError(
                f"database {file} is gone, but its log is there, with what was stored last. "
                "Put it back beside the log; or, if it is lost, move the log (-wal, "
                "-shm) away too and restore a backup."
            )
        return params | {"database": f"{file.as_uri()}?mode=rw"}
