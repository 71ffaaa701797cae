"""New code takes the place of the old while visitors read and book, and none of them
notices."""

import http.client
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.waiting import wait_until

from .visitors import NoAnswer, Visitor
from .whole_site import WholeSite, children

READERS, BOOKERS, RESTARTS = 4, 4, 3

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="finds the server's process as Linux lists it"
)


class Crowd:
    """Readers, who keep their connection, and bookers, who open one for each request."""

    def __init__(self, site: WholeSite):
        self.site, self.is_over = site, threading.Event()
        self.failures, self.read, self.booked = [], 0, 0

    def __enter__(self):
        self.pool = ThreadPoolExecutor(READERS + BOOKERS)
        for number in range(READERS + BOOKERS):
            do = self.read_on if number < READERS else self.book_on
            self.pool.submit(do, number)
        return self

    def __exit__(self, *exception):
        self.is_over.set()
        self.pool.shutdown()

    def go_on_for_a_while(self) -> None:
        """Until many more pages were read, and each booker asked for another session."""
        read, booked = self.read + 50, self.booked + BOOKERS
        wait_until(lambda: self.read > read and self.booked > booked)

    def read_on(self, number: int) -> None:
        address = ("127.0.0.1", self.site.port)
        with closing(http.client.HTTPConnection(*address, timeout=30)) as connection:
            while not self.is_over.wait(0.02):
                try:
                    connection.request("GET", "/about/")
                    answer = connection.getresponse()
                    assert answer.status == 200 and b"</html>" in answer.read()
                    self.read += 1
                except (OSError, http.client.HTTPException, AssertionError) as error:
                    self.failures.append(repr(error))
                    connection.close()

    def book_on(self, number: int) -> None:
        while not self.is_over.wait(0.2):
            visitor = Visitor(self.site.port, number)
            try:
                visitor.open_form()
                assert visitor.send().startswith("/book/")
                self.booked += 1
            except (NoAnswer, AssertionError) as error:
                self.failures.append(repr(error.__cause__ or error))


def server_of(site: WholeSite) -> int:
    """The process of the server: the one that has workers of its own."""
    return next(each for each in children(site.process.pid) if children(each))


def restart(site: WholeSite) -> None:
    old = server_of(site)
    site.process.send_signal(signal.SIGHUP)
    wait_until(lambda: old not in children(site.process.pid))


def test_nobody_notices_that_the_site_is_restarted(begin_site):
    site = begin_site("sqlite")
    first = server_of(site)

    with Crowd(site) as crowd:
        crowd.go_on_for_a_while()
        for _ in range(RESTARTS):
            restart(site)
            crowd.go_on_for_a_while()

    print(f"\n{crowd.read} pages read, {crowd.booked} sessions asked for")
    assert crowd.failures == []
    assert crowd.read > 100 and crowd.booked >= BOOKERS
    assert len(site.insider.ask("stored")) == crowd.booked
    assert server_of(site) != first and site.is_healthy()
    assert site.stop() == 0


def test_new_code_that_does_not_start_leaves_the_old_in_its_place(begin_site, tmp_path):
    choices = tmp_path / "env"
    choices.touch()
    site = begin_site("sqlite", ENV_FILE=str(choices))
    before = children(site.process.pid)
    log = Path(site.environment["DATA_DIR"], "log")

    choices.write_text("LOG_FORMAT=nonsense")
    site.process.send_signal(signal.SIGHUP)
    wait_until(lambda: "the old serves on" in log.read_text())

    assert children(site.process.pid) == before and site.is_healthy()
    choices.write_text("")
    restart(site)
    assert site.is_healthy()
