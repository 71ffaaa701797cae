"""Behind nginx, pages are files of one second, and an edit is seen at once. Its log knows a
request by the site's id, and tells of nobody."""

import gzip
import http.client
import json
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from knotcare.page_cache.response import Page, etag_of
from knotcare.page_cache.shelf import Shelf
from tests import nginx
from tests.booking.form import values_on
from tests.desk import form_values
from tests.real_site import ACCOUNT
from tests.waiting import wait_until

PAGE = "/guide/ease-a-knot-now/"
LAID_OUT = b"<p>Laid out</p>" * 9
POLICY = [
    *("Content-Security-Policy", "Cross-Origin-Resource-Policy"),
    "X-Content-Type-Options",
]
OF_EACH_SERVER = {"Server", "Date", "Connection"}
TOLD = {
    "/book/secret/": "/book/…",
    "/book/calendar/secret.ics": "/book/…",
    "/desk/secret/": "/desk/…",
    "//desk/secret/": "//desk/…",
    "/preview/secret/?x=secret": "/preview/…",
    "/search/?q=secret": "/search/",
    "/book/?area=neck": "/book/",
}
SECONDS = 30  # for which a test lays a page, so that no tick of the clock takes it away

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not nginx.NGINX, reason="nginx is not installed (`make test` tries to)"
    ),
]


class Served(NamedTuple):
    """The ports of the site and of nginx before it, the folders of both, and its log."""

    site: int
    front: int
    data: Path
    pages: Path
    log: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    data, pages, own = map(tmp_path_factory.mktemp, ("data", "run", "nginx"))
    with (
        nginx.running_site(data, PAGES_DIR=str(pages)) as site,
        nginx.running_nginx(own, site, data, pages) as front,
    ):
        yield Served(site, front, data, pages, own / "knotcare.log")


@pytest.fixture
def shelf(served):
    shelf = Shelf(served.pages)
    shelf.clear()
    yield shelf
    shelf.clear()


def asked(port, path, method="GET", body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


@pytest.fixture
def ask(served):
    """Ask nginx."""
    return lambda *given, **headers: asked(served.front, *given, **headers)


@pytest.fixture
def ask_site(served):
    """Ask the site as nginx does."""
    return lambda path, **headers: asked(served.site, path, Host="127.0.0.1", **headers)


@pytest.fixture
def browse(served):
    """Open an address, or send a form to it, as one who is signed in."""
    browser = build_opener(HTTPCookieProcessor())

    def browse(address: str, **form):
        data = urlencode(form, doseq=True).encode() if form else None
        answer = browser.open(f"http://127.0.0.1:{served.front}{address}", data)
        answer.content = answer.read()
        return answer

    door = "/admin/login/"
    browse(door, **values_on(browse(door)) | ACCOUNT)
    return browse


def lay(shelf: Shelf, html: bytes, path: str = PAGE, seconds: int = SECONDS) -> None:
    """Lay it out for so many seconds, from now on."""
    now = int(time.time())
    for second in range(now, now + seconds):
        shelf.lay(path, Page("200 OK", [], html), "edition", second, lambda: True)


def test_a_page_that_lies_there_is_served_without_the_site(ask, shelf):
    lay(shelf, LAID_OUT)

    plain, packed = ask(PAGE), ask(PAGE, Accept_Encoding="gzip")

    assert plain.body == LAID_OUT
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert ask(PAGE, "HEAD").headers["Content-Length"] == str(len(plain.body))


def test_what_is_laid_anew_is_seen_by_the_next_request(ask, shelf):
    for number in range(50):
        text = f"<p>Edit {number:02}</p>".encode()
        shelf.clear()
        lay(shelf, text)
        assert ask(PAGE).body == text

    shelf.clear()
    assert b"</html>" in ask(PAGE).body


def test_nothing_outlives_its_second(ask, shelf):
    lay(shelf, b"Old", seconds=1)

    time.sleep(1.05)

    assert ask(PAGE).body != b"Old"


def test_the_validators_of_the_site_are_those_of_the_files(ask, shelf):
    lay(shelf, b"<p>One</p>")
    first = ask(PAGE)
    assert first.headers["ETag"] == etag_of(first.body)
    assert "Last-Modified" not in first.headers
    assert ask(PAGE, If_None_Match=etag_of(first.body)).status == 304

    shelf.clear()
    lay(shelf, b"<p>Two</p>")  # as long, in the same second
    assert ask(PAGE, If_None_Match=etag_of(first.body)).body == b"<p>Two</p>"


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_laid_page_is_the_answer_of_the_site(ask, ask_site, shelf, coding):
    def shown(headers) -> dict[str, str]:
        return {name: headers[name] for name in set(headers) - OF_EACH_SERVER}

    sent = ask_site(PAGE, Accept_Encoding=coding)
    lay(shelf, ask_site(PAGE, Accept_Encoding="identity").body)

    laid = ask(PAGE, Accept_Encoding=coding)

    assert laid.body == sent.body
    assert shown(laid.headers) == shown(sent.headers)


def test_static_files_and_pictures_keep_to_the_policy_of_the_site(
    served, ask, ask_site
):
    (served.data / "media/pictures").mkdir(parents=True, exist_ok=True)
    picture = f"/media/pictures/{'a' * 32}-60x30.webp"
    (served.data / picture.strip("/")).write_bytes(b"RIFF")

    for path in ("/static/css/site/base.css", picture):
        ours, its = ask_site(path).headers, ask(path).headers
        assert [its[name] for name in POLICY] == [ours[name] for name in POLICY]
        assert all(ours[name] for name in POLICY)
    lost = ask("/static/css/none.css")
    assert (lost.status, lost.headers["X-Content-Type-Options"]) == (404, "nosniff")


def test_the_site_lays_out_what_nginx_asks_of_it(ask, shelf):
    while True:
        shelf.clear()
        second = int(time.time())
        ask(PAGE)
        if second == int(time.time()):
            break
    file = shelf.folder / str(second) / PAGE.strip("/") / "index.html"
    assert file.exists() and file.with_name("index.html.gz").exists()


def test_a_saved_edit_is_seen_by_the_next_request(ask, browse):
    address = "/admin/articles/question/1/change/"
    for number in range(20):
        text = f"Edit {number}, with its words."
        assert "s-maxage" in ask("/questions/").headers["Cache-Control"]
        saved = browse(address, **form_values(browse(address)) | {"answer": text})
        assert not saved.url.endswith(address)
        assert text in ask("/questions/").body.decode()


def test_a_private_page_comes_from_the_site_and_is_kept_nowhere(ask):
    for path in ("/book/", "/preview/abc/", "/desk/abc/", "/admin/login/", "/healthz"):
        kept = ask(path).headers.get("Cache-Control", "")
        assert "s-maxage" not in kept and "public" not in kept, path


def test_a_query_a_session_and_another_method_ask_the_site(ask, shelf):
    lay(shelf, LAID_OUT)

    assert b"</html>" in ask(f"{PAGE}?from=mail").body
    assert b"</html>" in ask(PAGE, Cookie="sessionid=abc").body
    assert b"</html>" in ask(PAGE, Cookie="a=b; __Host-sessionid=abc").body
    assert ask(PAGE, "POST", b"a=b").status in (403, 405)
    assert ask(PAGE, "PUT", b"a=b").status in (403, 405)
    assert ask("/book/", "POST", b"name=Ana").status == 403  # the site's CSRF check


def test_static_files_come_compressed_and_for_good(ask):
    html = ask(PAGE).body.decode()
    path = html.split('rel="stylesheet" href="')[1].split('"')[0]

    answer = ask(path, Accept_Encoding="gzip")

    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == ask(path).body
    assert "immutable" not in ask("/static/css/site/base.css").headers["Cache-Control"]


def test_a_request_that_is_too_large_is_refused_early(ask):
    assert ask("/book/", "POST", b"a" * 17_000_000).status == 413


@pytest.fixture
def logged(served, ask):
    """The newest lines of nginx's log, which it writes about a second later."""

    def logged(count: int) -> list[dict]:
        last = ask("/book/").headers["X-Request-ID"]
        wait_until(lambda: last in served.log.read_text())
        lines = served.log.read_text().splitlines()
        return [json.loads(line) for line in lines[-1 - count : -1]]

    return logged


def test_the_log_and_the_site_know_a_request_by_one_id_of_ours(ask, logged):
    answer = ask("/book/", X_Request_ID="a-strangers-own-id")

    given = answer.headers["X-Request-ID"]
    assert len(given) == 32
    (line,) = logged(1)
    assert (line["request"], line["path"]) == (given, "/book/")
    assert (line["status"], line["method"]) == (200, "GET")


def test_a_page_that_nginx_answers_itself_has_no_id_and_a_line_all_the_same(
    ask, logged, shelf
):
    lay(shelf, b"Laid", "/laid/")

    assert ask("/laid/").body == b"Laid"
    (line,) = logged(1)
    assert (line["request"], line["path"]) == ("", "/laid/")
    assert (line["status"], line["bytes"]) == (200, 4)


def test_no_key_and_nothing_that_was_searched_for_is_written_down(ask, logged):
    for path in TOLD:
        ask(path, Referer="http://localhost/book/secret/")

    lines = logged(len(TOLD))

    assert [line["path"] for line in lines] == [*TOLD.values()]
    assert "secret" not in str(lines) and "127.0.0.1" not in str(lines)
