"""How many rows SQLite itself takes, each committed: the limit of what posts can reach."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

# As the site opens its database; and as one that may lose the last rows in a power cut.
KINDS = {
    "raw inserts, settings of the site": "FULL",
    "raw inserts, synced now and then": "NORMAL",
}


def per_second(database: Path, synchronous: str, seconds: float) -> float:
    """Inserts of one request each, a transaction for each, into a copy of its table."""
    with copied_table(database, synchronous) as connection:
        row = connection.execute("SELECT * FROM raw_insert").fetchone()
        values = ", ".join("?" * len(row))
        begin, count = time.monotonic(), 0
        while (now := time.monotonic()) < begin + seconds:
            connection.execute(f"INSERT INTO raw_insert VALUES ({values})", row)
            count += 1
        return count / (now - begin)


@contextmanager
def copied_table(database: Path, synchronous: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute(
            "CREATE TABLE raw_insert AS SELECT * FROM booking_bookingrequest LIMIT 1"
        )
        try:
            yield connection
        finally:
            connection.execute("DROP TABLE raw_insert")
