"""`make run` is two processes, a server and its worker, that begin and end together."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.waiting import wait_until

SERVE = settings.BASE_DIR / "tools" / "serve.py"

# Stands in for the server and for manage.py: writes down its name and its process.
PROCESS = """
import os, signal, sys, time
from pathlib import Path

signal.signal(signal.SIGTERM, lambda *args: sys.exit(7))
signal.signal(signal.SIGINT, lambda *args: sys.exit(8))
Path(f"{sys.argv[1]}-{os.getpid()}").touch()
time.sleep(60)
"""


class Served:
    """A running tools/serve.py in a folder of its own."""

    def __init__(self, folder: Path):
        self.folder = folder
        for name in ("server.py", "manage.py"):
            (folder / name).write_text(PROCESS)
        self.process = subprocess.Popen(
            [sys.executable, SERVE, "server.py", "server"], cwd=folder
        )

    def processes(self, name: str) -> list[int]:
        """The ids of all processes of that name so far."""
        return [int(path.name.split("-")[1]) for path in self.folder.glob(f"{name}-*")]

    def wait_for(self, name: str, count: int = 1) -> int:
        """The id of the newest process of that name, once there are `count`."""
        known = set(self.processes(name))
        wait_until(lambda: len(self.processes(name)) >= count)
        return (set(self.processes(name)) - known or known).pop()

    def left(self) -> list[int]:
        return [
            process
            for process in self.processes("server") + self.processes("worker")
            if is_running(process)
        ]


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def served(tmp_path):
    site = Served(tmp_path)
    yield site
    site.process.kill()
    site.process.wait()
    wait_until(lambda: not site.left())


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 7), (signal.SIGINT, 8)]
)
def test_who_stops_it_stops_both_and_hears_the_servers_status(served, number, status):
    served.wait_for("server")
    served.wait_for("worker")

    served.process.send_signal(number)

    assert served.process.wait(60) == status
    assert served.left() == []


def test_a_server_that_ends_ends_the_worker(served):
    server = served.wait_for("server")
    served.wait_for("worker")

    os.kill(server, signal.SIGKILL)

    assert served.process.wait(60) == 128 + signal.SIGKILL
    assert served.left() == []


def test_a_worker_that_dies_is_started_again(served):
    os.kill(served.wait_for("worker"), signal.SIGKILL)

    second = served.wait_for("worker", 2)

    assert is_running(second)
    assert is_running(served.wait_for("server"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the children")
def test_killing_it_leaves_no_orphan(served):
    served.wait_for("server")
    served.wait_for("worker")

    served.process.kill()
    served.process.wait()

    wait_until(lambda: not served.left())
