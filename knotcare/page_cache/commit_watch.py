"""Whether anything was committed to an SQLite database, without asking it."""

import mmap
from pathlib import Path

HEADER = 48  # bytes


class CommitWatch:
    """The header of the write-ahead log's index: memory that all of SQLite's processes
    share, and that each commit changes before it returns (sqlite.org/walformat.html,
    section 2.1). To look at it takes no call of the system, and so no other thread's turn.

    A connection must stay open meanwhile, or the index is given up for a new one.
    """

    # To close a descriptor of a file drops all locks that the process has on it (POSIX),
    # SQLite's own too. So these are never closed; there is one for each database's file.
    opened = []

    def __init__(self, database: Path):
        """Raises OSError where the database keeps no such log."""
        file = Path(f"{database}-shm").open("rb")  # noqa: SIM115
        self.memory = mmap.mmap(file.fileno(), HEADER, access=mmap.ACCESS_READ)
        self.opened += [file, self.memory]

    def header(self) -> bytes:
        """Bytes that differ as soon as something was committed since."""
        return self.memory[:HEADER]
