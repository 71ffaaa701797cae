"""The whole site as `make run` serves it: gunicorn with its workers, and the worker."""

import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from tests.process_tree import children

from .processes import Process

SERVER = ["-m", "gunicorn", "--log-level", "critical", "knotcare.wsgi"]


class WholeSite:
    """A running site, its mail server, and an insider who looks into its database."""

    def __init__(
        self,
        environment: dict[str, str],
        office: Process,
        insider: Process,
        launcher: tuple[str, ...] = (),
    ):
        self.environment, self.office, self.insider = environment, office, insider
        self.launcher = launcher
        self.port, self.kills = int(environment["PORT"]), 0
        self.log = Path(environment["DATA_DIR"], "log")
        self.start()

    def start(self) -> None:
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                [*self.launcher, sys.executable, "tools/serve.py", *SERVER],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=output,
                stderr=output,
            )

    def __enter__(self):
        self.wait_until_healthy()
        return self

    def __exit__(self, *exception):
        self.stop()

    def stop(self) -> int:
        """Stop it in peace; return its exit status."""
        self.process.terminate()
        return self.process.wait(120)

    def wait_until_healthy(self) -> None:
        end = time.monotonic() + 120
        while not self.is_healthy():
            assert self.process.poll() is None and time.monotonic() < end
            time.sleep(0.1)

    def is_healthy(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def wait_for_mails(self) -> None:
        end = time.monotonic() + 300
        while left := self.insider.ask("unsent"):
            assert time.monotonic() < end, f"{left} mails left"
            time.sleep(0.5)

    def victims(self) -> list[int]:
        """The processes that may be killed: gunicorn's workers, and the worker."""
        server, *workers = children(self.process.pid)
        return children(server) + workers

    def kill_one(self) -> None:
        with suppress(ProcessLookupError, FileNotFoundError):
            if victims := self.victims():
                os.kill(random.choice(victims), signal.SIGKILL)
                self.kills += 1

    def kill_until(self, is_over: threading.Event) -> None:
        while not is_over.wait(random.uniform(0.5, 1.5)):
            self.kill_one()
