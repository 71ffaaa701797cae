"""The server of the database breaks."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest

from tests.real_site import attempt, site_environment
from tests.slow.storm.whole_site import WholeSite

HELD_UP = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


@pytest.fixture(scope="module")
def trial(begin_trial):
    return begin_trial("postgres", people=4)


def test_nothing_is_lost_while_the_server_is_down(trial, postgres):
    @contextmanager
    def down(site: WholeSite) -> Iterator[None]:
        postgres.stop()
        yield
        postgres.start()
        while not isinstance(site.insider.ask("stored"), list):
            time.sleep(0.1)

    trial.run(down, "connection to server", can_read=False)


def test_nothing_is_lost_when_connections_end_while_something_is_stored(trial):
    @contextmanager
    def cut_off(site: WholeSite) -> Iterator[None]:
        is_over = threading.Event()
        with closing(psycopg.connect(site.environment["DATABASE_URL"])) as holder:
            holder.execute("LOCK TABLE booking_historyentry IN SHARE MODE")
            cutter = threading.Thread(target=cut, args=(site, is_over))
            cutter.start()
            yield
            is_over.set()
            cutter.join()

    trial.run(cut_off, "terminating connection", can_read=True)


def test_nobody_waits_long_for_a_server_that_is_silent(tmp_path):
    """It takes the connection, and says nothing: as one does that is overloaded."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgres://spa@127.0.0.1:{silent.getsockname()[1]}/spa"
        environment = site_environment(tmp_path, DATABASE_URL=url)
        began = time.monotonic()
        tried = attempt(environment, "showmigrations")

    assert "timeout expired" in tried.stderr
    assert time.monotonic() - began < 20


def cut(site: WholeSite, is_over: threading.Event) -> None:
    """End each connection that waits for the lock, in the midst of a transaction."""
    url = site.environment["DATABASE_URL"]
    with closing(psycopg.connect(url, autocommit=True)) as other:
        while not is_over.wait(0.1):
            for (pid,) in other.execute(HELD_UP).fetchall():
                other.execute("SELECT pg_terminate_backend(%s)", [pid])
