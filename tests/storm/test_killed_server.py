"""A site of which gunicorn itself was killed makes room for the one that is started anew."""

import os
import signal
import sys
import threading

import pytest

from tests.process_tree import children, descendants
from tests.waiting import wait_until

from .keeper import is_running
from .line import Line
from .visitors import NoAnswer

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="finds the processes to kill as Linux lists them"
)


@pytest.fixture
def busy_site(begin_site):
    """A site that someone asks again and again, on one connection to the end of it."""
    site = begin_site("sqlite")
    line = Line(site.port, 1)
    line.ask("GET", "/about/")

    def go_on():
        try:
            while line.ask("GET", "/about/"):
                pass
        except NoAnswer:
            line.close()

    reader = threading.Thread(target=go_on)
    reader.start()
    yield site
    reader.join()


def test_nothing_is_left_of_a_site_when_gunicorn_was_killed(busy_site):
    everything = descendants(busy_site.process.pid)

    os.kill(children(busy_site.process.pid)[0], signal.SIGKILL)

    busy_site.process.wait(20)
    wait_until(lambda: not any(map(is_running, everything)), seconds=10)
