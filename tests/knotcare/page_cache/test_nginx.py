"""Behind nginx a public page is kept for a second, a private one never; who is signed in
sees an edit at once. Its log knows a request by the site's id, and tells of nobody."""

import gzip
import http.client
import json
import shutil
import sqlite3
import time
from contextlib import ExitStack, closing
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests import nginx
from tests.booking.form import values_on
from tests.desk import form_values
from tests.ports import free_port
from tests.real_site import ACCOUNT
from tests.waiting import wait_until

PAGE = "/guide/ease-a-knot-now/"
FOR_GOOD = [
    *("Content-Security-Policy", "Cross-Origin-Resource-Policy"),
    *("X-Content-Type-Options", "Cache-Control"),
]
OF_EACH_SERVER = {"Server", "Date", "Connection"}
TOLD = {
    "/book/secret/": "/book/…",
    "/book/calendar/secret.ics": "/book/…",
    "/desk/secret/": "/desk/…",
    "//%64esk/secret/": "/desk/…",
    "/preview/secret/?x=secret": "/preview/…",
    "/search/?q=secret": "/search/",
    "/book/?area=neck": "/book/",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not nginx.NGINX, reason="nginx is not installed (`make test` tries to)"
    ),
]


class Served(NamedTuple):
    """The ports of the site and of nginx before it, the site's folder, nginx's own."""

    site: int
    front: int
    data: Path
    own: Path

    @property
    def log(self) -> Path:
        return self.own / "knotcare.log"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    data, own = map(tmp_path_factory.mktemp, ("data", "nginx"))
    front = free_port()
    with (
        nginx.running_site(data, SITE_URL=f"http://127.0.0.1:{front}") as site,
        nginx.running_nginx(own, site, data, front),
    ):
        yield Served(site, front, data, own)


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
    host = f"127.0.0.1:{served.front}"
    return lambda path, **headers: asked(served.site, path, Host=host, **headers)


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


def answer_of_question(served, text: str) -> None:
    """Change the guide behind the back of both."""
    with closing(sqlite3.connect(served.data / "db.sqlite3", timeout=10)) as database:
        database.execute("UPDATE articles_question SET answer = ? WHERE id = 1", [text])
        database.commit()


def test_a_public_page_is_kept_for_a_second_or_two_and_no_longer(served, ask):
    for number in range(3):
        text = f"Edit {number}, with its words."
        ask("/questions/")
        answer_of_question(served, text)
        time.sleep(2.1)  # nginx counts whole seconds
        assert text in ask("/questions/").body.decode()


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_kept_page_is_the_answer_of_the_site(ask, ask_site, coding):
    def shown(headers) -> dict[str, str]:
        return {name: headers[name] for name in set(headers) - OF_EACH_SERVER}

    sent = ask_site(PAGE, Accept_Encoding=coding)
    for _ in range(2):
        kept = ask(PAGE, Accept_Encoding=coding)
        assert kept.body == sent.body
        assert shown(kept.headers) == shown(sent.headers)
    tag = sent.headers["ETag"]
    assert ask(PAGE, Accept_Encoding=coding, If_None_Match=tag).status == 304
    head = ask(PAGE, "HEAD", Accept_Encoding=coding)
    assert head.headers["Content-Length"] == sent.headers["Content-Length"]


def test_readers_have_the_last_page_while_the_site_is_down(tmp_path, served):
    shutil.copytree(served.data, tmp_path, dirs_exist_ok=True)
    with ExitStack() as stack:
        site = stack.enter_context(nginx.running_site(tmp_path))
        with nginx.running_nginx(tmp_path, site, tmp_path) as front:
            page = asked(front, PAGE).body
            stack.close()
            time.sleep(2.1)

            assert asked(front, PAGE).body == page
            assert asked(front, "/book/").status == 502


def test_static_files_and_pictures_come_for_good_with_the_policy_of_the_site(
    served, ask, ask_site
):
    (served.data / "media/pictures").mkdir(parents=True, exist_ok=True)
    picture = f"/media/pictures/{'a' * 32}-60x30.webp"
    (served.data / picture.strip("/")).write_bytes(b"RIFF")
    style = ask(PAGE).body.decode().split('rel="stylesheet" href="')[1].split('"')[0]

    for path in (style, picture):
        ours, its = ask_site(path).headers, ask(path).headers
        assert [its[name] for name in FOR_GOOD] == [ours[name] for name in FOR_GOOD]
        assert all(ours[name] for name in FOR_GOOD)
        assert "immutable" in its["Cache-Control"]
    packed = ask(style, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask(style).body
    assert "immutable" not in ask("/static/css/site/base.css").headers["Cache-Control"]


def test_who_saves_an_edit_sees_it_at_once_and_leaves_nothing_for_others(ask, browse):
    address = "/admin/articles/question/1/change/"
    for number in range(3):
        text = f"Edit {number}, with its words."
        ask("/questions/")
        saved = browse(address, **form_values(browse(address)) | {"answer": text})
        assert not saved.url.endswith(address)
        assert text in browse("/questions/").content.decode()
    assert b"csrfmiddlewaretoken" not in ask("/questions/").body


def test_nothing_private_and_nothing_searched_for_is_kept(served, ask):
    for path in ("/book/", "/preview/abc/", "/admin/login/", "/search/?q=knots"):
        ask(path)

    kept = b"".join(file.read_bytes() for file in (served.own / "knotcare").iterdir())
    assert kept
    for private in (b"csrfmiddlewaretoken", b"/preview/", b"/admin/", b"?q=knots"):
        assert private not in kept


def test_a_query_a_session_and_another_method_ask_the_site(served, ask):
    for given in (
        {"path": "/questions/?from=mail"},
        {"path": "/questions/", "Cookie": "sessionid=abc"},
        {"path": "/questions/", "Cookie": "a=b; __Host-sessionid=abc"},
    ):
        text = f"Told to {given}."
        ask(**given)
        answer_of_question(served, text)
        assert text in unescape(ask(**given).body.decode())
    assert ask(PAGE, "POST", b"a=b").status in (403, 405)
    assert ask(PAGE, "PUT", b"a=b").status in (403, 405)
    assert ask("/book/", "POST", b"name=Ana").status == 403  # the site's CSRF check


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


def test_no_key_and_nothing_that_was_searched_for_is_written_down(ask, logged):
    for path in TOLD:
        ask(path, Referer="http://localhost/book/secret/")

    lines = logged(len(TOLD))

    assert [line["path"] for line in lines] == [*TOLD.values()]
    assert "secret" not in str(lines) and "127.0.0.1" not in str(lines)
