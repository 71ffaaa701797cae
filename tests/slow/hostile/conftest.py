"""The site as strangers reach it: gunicorn alone, and behind nginx, as both are shipped."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, Thread

import pytest

from tests import nginx
from tests.booking.conftest import clock, make_request, spa
from tests.knotcare.auth.rights_house import House
from tests.real_site import prepare

__all__ = ["clock", "make_request", "spa"]
THREADS = 4  # of a gunicorn with one worker (gunicorn.conf.py)


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> Path:
    """What the site keeps, ready to be served."""
    folder = tmp_path_factory.mktemp("data")
    prepare(folder)
    return folder


@pytest.fixture(scope="session")
def alone(data) -> Iterator[int]:
    """The port of a gunicorn that strangers reach directly."""
    with nginx.running_site(data, PROXIES="0", WEB_CONCURRENCY="1") as port:
        yield port


@pytest.fixture(scope="session")
def nginx_folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="session")
def front(data, nginx_folder) -> Iterator[int]:
    """The port of nginx, by which strangers reach the site behind it."""
    skip_without_nginx()
    with (
        nginx.running_site(data, WEB_CONCURRENCY="1") as behind,
        nginx.running_nginx(nginx_folder, behind, data) as port,
    ):
        yield port


@pytest.fixture(scope="session", params=["alone", "front"])
def site(request) -> int:
    """Either of them."""
    return request.getfixturevalue(request.param)


def skip_without_nginx() -> None:
    if not nginx.NGINX:
        pytest.skip("nginx is not installed (`make test` tries to)")


@dataclass
class Upstream:
    """Nginx before a server that stands in the place of the site."""

    port: int
    plain_port: int  # where nginx only leads to HTTPS
    asked: list[tuple[str, str, list[tuple[str, str]]]]  # what reached the server


class Noting(BaseHTTPRequestHandler):
    """Notes what reaches it, and answers with an empty page; to two at once or to none,
    if they ask for it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.command, self.path, self.headers.items()))
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/two-at-once/":
            self.server.both_came.wait(3)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def upstream(tmp_path_factory) -> Iterator[Upstream]:
    skip_without_nginx()
    own, data = (tmp_path_factory.mktemp(name) for name in ("n", "d"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    server.asked, server.both_came = [], Barrier(2)
    Thread(target=server.serve_forever, daemon=True).start()
    with nginx.running_nginx(own, server.server_port, data) as port:
        listening = (own / "knotcare.conf").read_text().split("listen 127.0.0.1:")[1]
        yield Upstream(port, int(listening.partition(";")[0]), server.asked)
    server.shutdown()
    server.server_close()


@pytest.fixture
def house(guide, make_request) -> House:
    """The whole site, with a row for each address."""
    return House(make_request)
