"""Copying and replacing a PostgreSQL database with PostgreSQL's own tools."""

import os
import shutil
import subprocess
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.db import ProgrammingError, connection, transaction

from . import Refused
from .facts import HISTORY, SESSIONS, Facts, database_at, facts, tables

FILE = "database.pgdump"
ANYBODYS = ["--no-owner", "--no-privileges"]  # the account may have another name there
ON_ERROR_STOP = "--set=ON_ERROR_STOP=1"
MORE_ATTEMPTS = 4
DEADLOCK = "40P01"  # what PostgreSQL calls one
QUIET_AND_BRIEF = "SET client_min_messages = error; SET lock_timeout = '1min';"

# Who waits for us may hold what we wait for next; of what they do, nothing is committed.
CANCEL_WHO_WAITS = """
SELECT count(pg_cancel_backend(pid)) AS canceled FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user
AND wait_event_type = 'Lock' \\gset
"""


class Deadlocked(Refused):
    """The site and the restore waited for each other, and PostgreSQL ended the latter."""


def size() -> int:
    """Bytes that a copy takes at the most."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


def holds_a_site() -> bool:
    return HISTORY in tables()


def copy(to: Path) -> Facts:
    """Copy one moment's state, without sessions. Nobody waits."""
    if not holds_a_site():
        raise Refused("There is no site to back up: the database has no tables of it.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        moment = [f"--snapshot={cursor.fetchone()[0]}", "--format=custom"]
        no_sessions = f"--exclude-table-data={SESSIONS}"
        run("pg_dump", *moment, no_sessions, *ANYBODYS, f"--file={to}")
        run("pg_restore", f"--file={os.devnull}", str(to))  # reads it to its end
        return facts()


def rehearse(dump: Path, act: Callable[[], None]) -> bool:
    """Do `act` with the copy in a database of its own; return whether there may be one."""
    name = f"rehearsal_{uuid.uuid4().hex}"
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    except ProgrammingError:  # this account may not
        return False
    try:
        command = ["psql", "--no-psqlrc", "--quiet", ON_ERROR_STOP, f"--dbname={name}"]
        run(*command, f"--file={as_script(dump)}")
        with database_at(name):
            act()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    return True


def install(dump: Path, keep_present: Callable[[], None]) -> None:
    """Put the copy in the place of the site's tables, in one transaction.
    `keep_present` is called once nobody can write any more."""
    script = as_script(dump)
    for _ in range(MORE_ATTEMPTS):
        with suppress(Deadlocked):
            return replace_tables(script, keep_present)
    return replace_tables(script, keep_present)


def replace_tables(script: Path, keep_present: Callable[[], None]) -> None:
    names = ", ".join(map(connection.ops.quote_name, tables()))
    psql = subprocess.Popen(  # noqa: S603
        [
            tool("psql"),
            "--no-psqlrc",
            "--quiet",
            ON_ERROR_STOP,
            "--set=VERBOSITY=verbose",
        ],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with psql:
        try:
            psql.stdin.write(f"{QUIET_AND_BRIEF} BEGIN;\n")
            if names:
                tell(psql, f"LOCK TABLE {names} IN EXCLUSIVE MODE;")
                keep_present()
                psql.stdin.write(f"{CANCEL_WHO_WAITS} DROP TABLE {names} CASCADE;\n")
            said, _ = psql.communicate(f"\\i '{script}'\nCOMMIT;\n")
        except BaseException:
            psql.kill()  # the server takes back what was not committed
            raise
    if psql.returncode:
        raise failure(said)


def tell(psql: subprocess.Popen, statement: str) -> None:
    """Have a statement done; raises Refused when it was not."""
    psql.stdin.write(f"{statement}\n\\echo done\n")
    psql.stdin.flush()
    if (said := psql.stdout.readline()) != "done\n":
        raise failure(said)


def failure(said: str) -> Refused:
    kind = Deadlocked if DEADLOCK in said else Refused
    return kind(f"The database was left as it was: {said.strip()}")


def as_script(dump: Path) -> Path:
    """The dump as SQL that first takes away what it brings."""
    script = dump.with_suffix(".sql")
    run("pg_restore", "--clean", "--if-exists", *ANYBODYS, f"--file={script}", dump)
    return script


def run(name: str, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603
        [tool(name), *arguments], env=environment(), capture_output=True, text=True
    )
    if done.returncode:
        raise Refused(f"{name} failed: {done.stderr.strip()}")


def tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise Refused(
            f"{name} is not on the PATH. Install PostgreSQL’s client programs, of the "
            "server’s version or newer (the package postgresql-client)."
        )
    return found


def environment() -> dict[str, str]:
    """How to connect, as PostgreSQL's own programs read it: so no password is seen in
    the list of processes."""
    connection.ensure_connection()
    options = connection.connection.pgconn.info
    return os.environ | {
        option.envvar.decode(): option.val.decode()
        for option in options
        if option.envvar and option.val
    }
