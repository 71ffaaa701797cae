"""The site as strangers reach it: gunicorn alone, and behind nginx, as both are shipped."""

from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests import nginx
from tests.booking.conftest import clock, make_request, spa
from tests.site.rights_house import House

__all__ = ["clock", "make_request", "spa"]
THREADS = 4  # of a gunicorn with one worker (gunicorn.conf.py)


@dataclass
class Served:
    port: int
    data: Path


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def alone(data) -> Served:
    """Gunicorn that strangers reach directly."""
    with nginx.running_site(data, PROXIES="0", WEB_CONCURRENCY="1") as port:
        yield Served(port, data)


@pytest.fixture(scope="session")
def front(data, tmp_path_factory) -> Served:
    """The site behind nginx, which strangers reach."""
    skip_without_nginx()
    pages, own = (tmp_path_factory.mktemp(name) for name in ("run", "nginx"))
    with (
        nginx.running_site(data, PAGES_DIR=str(pages), WEB_CONCURRENCY="1") as site,
        nginx.running_nginx(own, site, data, pages) as port,
    ):
        yield Served(port, data)


@pytest.fixture(scope="session", params=["alone", "front"])
def site(request) -> Served:
    """Either of them."""
    return request.getfixturevalue(request.param)


def skip_without_nginx() -> None:
    if not nginx.NGINX:
        pytest.skip("nginx is not installed (`make test` tries to)")


@dataclass
class Upstream:
    """A server in the place of the site behind nginx, which notes what reaches it."""

    port: int = 0  # of nginx
    plain_port: int = 0  # of nginx, where it only leads to HTTPS
    asked: list[tuple[str, str, list[tuple[str, str]]]] = field(default_factory=list)

    def handler(self):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(handler):
                asked = handler.command, handler.path, handler.headers.items()
                self.asked.append(asked)
                handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
                handler.send_response(200)
                handler.send_header("Content-Length", "0")
                handler.end_headers()

            do_POST = do_GET

            def log_message(handler, *arguments):
                pass

        return Handler


@pytest.fixture(scope="session")
def upstream(tmp_path_factory) -> Upstream:
    """What nginx hands on, seen by what stands in the place of the site."""
    skip_without_nginx()
    own, data, pages = (tmp_path_factory.mktemp(name) for name in ("n", "d", "p"))
    seen = Upstream()
    server = ThreadingHTTPServer(("127.0.0.1", 0), seen.handler())
    Thread(target=server.serve_forever, daemon=True).start()
    with nginx.running_nginx(own, server.server_port, data, pages) as port:
        seen.port = port
        listening = (own / "knotcare.conf").read_text().split("listen 127.0.0.1:")[1]
        seen.plain_port = int(listening.partition(";")[0])
        yield seen
    server.shutdown()
    server.server_close()


@pytest.fixture
def house(guide, make_request) -> House:
    """The whole site, with a row for each address."""
    return House(make_request)
