"""What nginx writes down of a request, and by which id the site knows it too."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from knotcare.page_store.shelf import Shelf
from tests import nginx

from .test_nginx import asked, lay

pytestmark = pytest.mark.skipif(
    not nginx.NGINX, reason="nginx is not installed (`make test` tries to)"
)


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
    """The port of nginx, its log, and the shelf of pages that it may serve itself."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=site.serve_forever).start()
    folder = tmp_path_factory.mktemp("nginx")
    pages = folder / "pages"
    with nginx.running_nginx(folder, site.server_port, folder, pages) as port:
        yield port, folder / "knotcare.log", Shelf(pages)
    site.shutdown()
    site.server_close()


@pytest.fixture
def ask(served):
    """The id that the site was given, and the line of the log that bears it."""
    port, log, _ = served

    def get(path: str, **headers) -> tuple[str, dict]:
        given = body(port, path, headers)
        return given, line_with(log, "request", given)

    return get


def body(port: int, path: str, headers: dict) -> str:
    host = {"Host": "localhost"}
    return asked(port, "GET", path, None, host | headers).body.decode()


def line_with(log: Path, name: str, value: str) -> dict:
    """nginx writes its lines about a second later, many at once."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for line in map(json.loads, log.read_text().splitlines()):
            if line[name] == value:
                return line
        time.sleep(0.05)
    raise TimeoutError(f"Nothing was written down of {name} {value}.")


def test_the_log_of_nginx_and_the_site_know_a_request_by_one_id(ask):
    given, line = ask("/guide/", **{"X-Request-ID": "a-strangers-own-id"})

    assert len(given) == 32 and line["request"] == given
    assert (line["path"], line["status"], line["method"]) == ("/guide/", 200, "GET")


def test_a_page_that_nginx_answers_itself_has_no_id_and_a_line_all_the_same(served):
    port, log, shelf = served
    lay(shelf, b"Laid", "/laid/")

    assert body(port, "/laid/", {}) == "Laid"
    line = line_with(log, "path", "/laid/")
    assert (line["request"], line["status"], line["bytes"]) == ("", 200, 4)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/book/secret/", "/book/…"),
        ("/book/calendar/secret.ics", "/book/…"),
        ("/desk/secret/", "/desk/…"),
        ("//desk/secret/", "//desk/…"),
        ("/preview/secret/?x=secret", "/preview/…"),
        ("/search/?q=secret", "/search/"),
        ("/book/?area=neck", "/book/"),
    ],
)
def test_no_key_and_nothing_that_was_searched_for_is_written_down(ask, path, told):
    _, line = ask(path, Referer="http://localhost/book/secret/")

    assert line["path"] == told
    assert "secret" not in json.dumps(line)
    assert "127.0.0.1" not in json.dumps(line)
