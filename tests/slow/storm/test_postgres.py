"""What strangers and editors type is no error on a real PostgreSQL either, which refuses
what SQLite takes."""

import os
import subprocess
import sys

from django.conf import settings

CHOSEN = [
    "tests/slow/hostile/test_no_error.py",
    "tests/slow/hostile/test_cost.py",
    "tests/booking/views/test_book_hostile.py",
    *("-k", "not a_crash_while_storing"),  # its statement is another error here
]


def test_no_text_is_an_error_on_postgresql(new_database):
    url, _ = new_database("postgres")
    ours = {name: value for name, value in os.environ.items() if "XDIST" not in name}

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *CHOSEN],
        cwd=settings.BASE_DIR,
        env=ours | {"DATABASE_URL": url, "ENV_FILE": "/dev/null"},
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stdout[-4000:]
