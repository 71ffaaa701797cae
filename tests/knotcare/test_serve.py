"""`make run` is two processes, a server and its worker, that begin and end together."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.waiting import wait_until

pytestmark = pytest.mark.slow  # real processes

SERVE = settings.BASE_DIR / "tools" / "serve.py"

# Stands in for the server and for manage.py: writes down its process under its name.
PROCESS = """
import os, signal, sys, time

signal.signal(signal.SIGTERM, lambda *args: sys.exit(7))
signal.signal(signal.SIGINT, lambda *args: sys.exit(8))
with open(sys.argv[1], "a") as file:
    file.write(f"{os.getpid()}\\n")
time.sleep(60)
"""


class Served:
    """A running tools/serve.py in a folder of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        for name in ("server", "worker"):
            (folder / name).touch()
        for name in ("server.py", "manage.py"):
            (folder / name).write_text(PROCESS)
        self.process = subprocess.Popen(
            [sys.executable, SERVE, "server.py", "server"], cwd=folder
        )

    def processes(self, name: str) -> list[int]:
        """The ids of all processes of that name so far, the oldest first."""
        return [int(line) for line in (self.folder / name).read_text().split()]

    def wait_for(self, name: str, count: int = 1) -> int:
        """The id of the newest process of that name, once there are `count`."""
        wait_until(lambda: len(self.processes(name)) >= count)
        return self.processes(name)[-1]

    def left(self) -> list[int]:
        begun = self.processes("server") + self.processes("worker")
        return [process for process in begun if is_running(process)]


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def served(tmp_path):
    site = Served(tmp_path)
    try:
        site.wait_for("server")
        site.wait_for("worker")
        yield site
    finally:
        site.process.kill()
        site.process.wait()
        wait_until(lambda: not site.left())


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 7), (signal.SIGINT, 8)]
)
def test_who_stops_it_stops_both_and_hears_the_servers_status(served, number, status):
    served.process.send_signal(number)

    assert served.process.wait(60) == status
    assert served.left() == []


def test_a_server_that_ends_ends_the_worker(served):
    os.kill(served.wait_for("server"), signal.SIGKILL)

    assert served.process.wait(60) == 128 + signal.SIGKILL
    assert served.left() == []


def test_a_worker_that_dies_is_started_again(served):
    os.kill(served.wait_for("worker"), signal.SIGKILL)

    assert is_running(served.wait_for("worker", 2))
    assert is_running(served.wait_for("server"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the children")
def test_killing_it_leaves_no_orphan(served):
    served.process.kill()
    served.process.wait()

    wait_until(lambda: not served.left())
