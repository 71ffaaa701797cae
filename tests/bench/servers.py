"""The servers that are measured, each pinned to the core of the servers."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.nginx import running_nginx
from tests.ports import free_port
from tools.serve import end_with_parent

from .machine import SERVER_CORE, pin, pinned
from .site import ROOT, Site

SITE, HELLO, BARE = "knotcare.wsgi", "tests.bench.hello", "tests.bench.bare"
GUNICORN = ("-m", "gunicorn", "--log-level", "error")
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Server:
    """A running server; these processes and their children spend time for it."""

    port: int
    processes: tuple[int, ...]

    def get(self, path: str, headers: dict | None = None) -> http.client.HTTPResponse:
        """The answer to one request, with its bytes as `content`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request("GET", path, headers=headers or {})
            response = connection.getresponse()
            response.content = response.read()
        finally:
            connection.close()
        return response


@contextmanager
def gunicorn(
    site: Site, application: str, *options: str, **names: str
) -> Iterator[Server]:
    """gunicorn with the settings of `make run`, but two workers, as they share one core;
    `names` are set in its environment."""
    with serving(site, *GUNICORN, *options, application, **names) as server:
        yield server


@contextmanager
def whole_site(site: Site) -> Iterator[Server]:
    """The same with the worker beside it, as `make run` serves it."""
    with serving(site, "tools/serve.py", *GUNICORN, SITE) as server:
        yield server


@contextmanager
def serving(site: Site, *arguments: str, **names: str) -> Iterator[Server]:
    port = free_port()
    environment = site.environment | {"PORT": str(port), "WEB_CONCURRENCY": "2"} | names
    with running([sys.executable, *arguments], port, environment) as server:
        yield server


@contextmanager
def behind_nginx(site: Site) -> Iterator[Server]:
    """The site behind nginx as we ship it."""
    folder = site.folder.with_name("nginx")
    folder.mkdir()
    front = free_port()
    with (
        gunicorn(site, SITE, SITE_URL=f"http://127.0.0.1:{front}") as origin,
        pinned(SERVER_CORE),
        running_nginx(folder, origin.port, site.folder, front) as port,
    ):
        master = int((folder / "nginx.pid").read_text())
        yield Server(port, (master, *origin.processes))


@contextmanager
def running(command: list[str], port: int, environment: dict) -> Iterator[Server]:
    process = start(command, environment)
    try:
        wait_for(process, port)
        yield Server(port, (process.pid,))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def start(command: list[str], environment: dict) -> subprocess.Popen:
    def prepare():
        end_with_parent()
        pin(SERVER_CORE)

    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        preexec_fn=prepare,
    )


def wait_for(process: subprocess.Popen, port: int) -> None:
    """Wait until the server's port answers whatever it is asked."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            Server(port, ()).get("/healthz")
            return
        except OSError:
            time.sleep(0.005)
    raise SystemExit(f"{process.args[0]} does not answer.")
