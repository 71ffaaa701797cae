"""What nginx writes down of a request, and by which id the site knows it too."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from knotcare.page_store.shelf import Shelf
from tests import nginx

from .test_nginx import asked, lay

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not nginx.NGINX, reason="nginx is not installed (`make test` tries to)"
    ),
]
TOLD = {
    "/book/secret/": "/book/…",
    "/book/calendar/secret.ics": "/book/…",
    "/desk/secret/": "/desk/…",
    "//desk/secret/": "//desk/…",
    "/preview/secret/?x=secret": "/preview/…",
    "/search/?q=secret": "/search/",
    "/book/?area=neck": "/book/",
}


class Echo(BaseHTTPRequestHandler):
    """Stands in for the site: answers with the id that it was given."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.headers["X-Request-ID"].encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The port of nginx, and its folder."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=site.serve_forever).start()
    folder = tmp_path_factory.mktemp("nginx")
    with nginx.running_nginx(folder, site.server_port, folder, folder / "p") as port:
        yield port, folder
    site.shutdown()
    site.server_close()


@pytest.fixture
def ask(served):
    """What is answered, as a text."""
    host = {"Host": "localhost"}
    return lambda path, **headers: asked(
        served[0], path, **host | headers
    ).body.decode()


@pytest.fixture
def line_with(served):
    """A line of the log; nginx writes them about a second later, many at once."""

    def line_with(name: str, value: str) -> dict:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            log = (served[1] / "knotcare.log").read_text()
            for line in map(json.loads, log.splitlines()):
                if line[name] == value:
                    return line
            time.sleep(0.05)
        raise TimeoutError(f"Nothing was written down of {name} {value}.")

    return line_with


def test_the_log_of_nginx_and_the_site_know_a_request_by_one_id(ask, line_with):
    given = ask("/guide/", X_Request_ID="a-strangers-own-id")

    assert len(given) == 32
    line = line_with("request", given)
    assert (line["path"], line["status"], line["method"]) == ("/guide/", 200, "GET")


def test_a_page_that_nginx_answers_itself_has_no_id_and_a_line_all_the_same(
    ask, line_with, served
):
    lay(Shelf(served[1] / "p"), b"Laid", "/laid/")

    assert ask("/laid/") == "Laid"
    line = line_with("path", "/laid/")
    assert (line["request"], line["status"], line["bytes"]) == ("", 200, 4)


def test_no_key_and_nothing_that_was_searched_for_is_written_down(ask, line_with):
    came_from = "http://localhost/book/secret/"
    ids = {path: ask(path, Referer=came_from) for path in TOLD}

    lines = {path: line_with("request", given) for path, given in ids.items()}

    assert {path: line["path"] for path, line in lines.items()} == TOLD
    written = json.dumps(list(lines.values()))
    assert "secret" not in written
    assert "127.0.0.1" not in written
