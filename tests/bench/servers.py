"""The servers that are measured: each is pinned, and in a process group of its own."""

import getpass
import grp
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template

from tools.serve import end_with_parent

from .machine import SERVER_CORE, pin
from .site import ROOT, Site

SITE, HELLO = "knotcare.wsgi", "tests.bench.hello"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Server:
    """A running server; `groups` are the process groups that spend time for it."""

    port: int
    groups: tuple[int, ...]

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


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def gunicorn(site: Site, application: str, *options: str) -> Iterator[Server]:
    """gunicorn with the settings of `make run`, but two workers, as they share one core."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--log-level", "error", *options]
    environment = site.environment | {"PORT": str(port), "WEB_CONCURRENCY": "2"}
    with running([*command, application], port, environment) as server:
        yield server


@contextmanager
def nginx(origin: Server, folder: Path) -> Iterator[Server]:
    """nginx in front of `origin`, as deep in its own cache as the answers allow. What lies
    in `folder` it serves itself, under /files/."""
    port = free_port()
    (folder / "cache").mkdir()
    names = {"folder": folder, "port": port, "origin": origin.port}
    names |= {"user": getpass.getuser(), "group": grp.getgrgid(os.getgid()).gr_name}
    template = Template(Path(__file__).with_name("nginx.conf").read_text())
    (folder / "nginx.conf").write_text(template.safe_substitute(names))
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    command += ["-e", str(folder / "error.log")]
    with running(command, port, dict(os.environ)) as server:
        yield replace(server, groups=server.groups + origin.groups)


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
