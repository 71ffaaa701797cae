"""Behind nginx, pages are files of one second, and an edit is seen at once."""

import gzip
import http.client
import re
import time
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from knotcare.page_store.page import Page, etag_of
from knotcare.page_store.shelf import Shelf
from tests import nginx
from tests.desk import form_values
from tests.real_site import manage, site_environment

PAGE = "/guide/ease-a-knot-now/"
EDITION = "edition"
LAID_OUT = b"<p>Laid out</p>" * 9
PRIVATE = ["/book/", "/preview/abc/", "/desk/abc/", "/admin/login/", "/healthz"]
ACCOUNT = {
    "DJANGO_SUPERUSER_USERNAME": "ed",
    "DJANGO_SUPERUSER_PASSWORD": "a long pass phrase",
    "DJANGO_SUPERUSER_EMAIL": "ed@spa.example",
}
POLICY = [
    *("Content-Security-Policy", "Cross-Origin-Resource-Policy"),
    "X-Content-Type-Options",
]
SECONDS = 30  # for which a test lays a page, so that no tick of the clock takes it away

pytestmark = pytest.mark.skipif(
    not nginx.NGINX, reason="nginx is not installed (`make test` tries to)"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The ports of the site and of nginx before it, and the folders of both."""
    data, pages, own = (
        tmp_path_factory.mktemp(name) for name in ("data", "run", "nginx")
    )
    with (
        nginx.running_site(data, PAGES_DIR=str(pages)) as site,
        nginx.running_nginx(own, site, data, pages) as front,
    ):
        yield site, front, pages, data


@pytest.fixture
def shelf(served):
    shelf = Shelf(served[2])
    shelf.clear()
    yield shelf
    shelf.clear()


@pytest.fixture
def ask(served):
    return lambda path, method="GET", body=None, **headers: asked(
        served[1], method, path, body, headers
    )


def asked(port, method, path, body, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


def lay(shelf: Shelf, html: bytes, path: str = PAGE) -> None:
    now = int(time.time())
    for second in range(now, now + SECONDS):
        shelf.lay(path, page(html), EDITION, second, lambda: True)


def page(html: bytes) -> Page:
    return Page("200 OK", [], html)


def test_a_page_that_lies_there_is_served_without_the_site(ask, shelf):
    lay(shelf, LAID_OUT)

    plain, packed = ask(PAGE), ask(PAGE, Accept_Encoding="gzip")

    assert plain.body == LAID_OUT
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert ask(PAGE, "HEAD").headers["Content-Length"] == str(len(plain.body))


def test_an_edit_is_seen_by_the_next_request(ask, shelf):
    for number in range(50):
        text = f"<p>Edit {number:02}</p>".encode()
        shelf.clear()
        lay(shelf, text)
        assert ask(PAGE).body == text

    shelf.clear()
    assert b"</html>" in ask(PAGE).body


def test_nothing_outlives_its_second(ask, shelf):
    now = int(time.time())
    shelf.lay(PAGE, page(b"Old"), EDITION, now, lambda: True)

    time.sleep(max(0, now + 1.05 - time.time()))
    assert ask(PAGE).body != b"Old"


def test_the_pages_of_an_edition_are_written_once_and_shown_by_whoever_asks(shelf):
    shelf.lay(PAGE, page(LAID_OUT), EDITION, 1, lambda: True)
    shelf.lay("/", page(LAID_OUT), EDITION, 2, lambda: True)

    assert (
        shelf.folder / "2" / PAGE.strip("/") / "index.html"
    ).read_bytes() == LAID_OUT


def test_what_is_laid_out_of_another_edition_goes_and_this_one_stays(shelf):
    shelf.lay(PAGE, page(b"Old"), "old", 1, lambda: True)
    shelf.lay(PAGE, page(b"New"), "new", 2, lambda: True)

    shelf.clear("new")

    assert sorted(each.name for each in shelf.folder.iterdir()) == ["2", "lock", "new"]


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
def test_a_laid_page_is_the_answer_of_the_site(served, ask, shelf, coding):
    def of_the_site(coding):
        host = {"Host": "127.0.0.1", "Accept-Encoding": coding}
        return asked(served[0], "GET", PAGE, None, host)

    sent = of_the_site(coding)
    lay(shelf, of_the_site("identity").body)

    laid = ask(PAGE, Accept_Encoding=coding)

    assert laid.body == sent.body
    assert shown(laid.headers) == shown(sent.headers)


def test_static_files_and_pictures_keep_to_the_policy_of_the_site(served, ask):
    (served[3] / "media/pictures").mkdir(parents=True, exist_ok=True)
    picture = f"/media/pictures/{'a' * 32}-60x30.webp"
    (served[3] / picture.strip("/")).write_bytes(b"RIFF")

    for path in ("/static/css/base.css", picture):
        of_the_site = asked(served[0], "GET", path, None, {"Host": "127.0.0.1"}).headers
        for name in POLICY:
            assert ask(path).headers[name] == of_the_site[name]
            assert of_the_site[name]
    lost = ask("/static/css/none.css")
    assert (lost.status, lost.headers["X-Content-Type-Options"]) == (404, "nosniff")


def shown(headers) -> dict[str, str]:
    own = {"Server", "Date", "Connection"}  # of each server
    return {name: headers[name] for name in set(headers) - own}


def test_the_site_lays_out_what_nginx_asks_of_it(ask, shelf):
    while True:
        shelf.clear()
        second = int(time.time())
        ask(PAGE)
        if second == int(time.time()):
            break
    assert (shelf.folder / str(second) / PAGE.strip("/") / "index.html").exists()
    assert (shelf.folder / str(second) / PAGE.strip("/") / "index.html.gz").exists()


def test_a_saved_edit_is_seen_by_the_next_request(served, ask):
    editor = Editor(served[1], served[3])
    for number in range(20):
        assert "s-maxage" in ask("/questions/").headers["Cache-Control"]
        editor.answer(f"Edit {number}, with its words.")
        assert f"Edit {number}, with its words." in ask("/questions/").body.decode()


class Editor:
    """One who is signed in, and saves the first question through nginx."""

    def __init__(self, port: int, data):
        manage(site_environment(data, **ACCOUNT), "createsuperuser", "--noinput")
        self.site = f"http://127.0.0.1:{port}"
        self.browser = build_opener(HTTPCookieProcessor())
        page = self.open("/admin/login/")
        token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', page.content)[1]
        self.open(
            "/admin/login/",
            csrfmiddlewaretoken=token,
            next="/admin/",
            username=ACCOUNT["DJANGO_SUPERUSER_USERNAME"],
            password=ACCOUNT["DJANGO_SUPERUSER_PASSWORD"],
        )

    def answer(self, text: str) -> None:
        address = "/admin/articles/question/1/change/"
        form = form_values(self.open(address))
        saved = self.open(address, **form | {"answer": text})
        assert not saved.url.endswith(address)

    def open(self, address: str, **form):
        data = urlencode(form, doseq=True).encode() if form else None
        answer = self.browser.open(self.site + address, data)
        answer.content = answer.read()
        return answer


@pytest.mark.parametrize("path", PRIVATE)
def test_a_private_page_comes_from_the_site_and_is_kept_nowhere(ask, path):
    answer = ask(path)

    assert "s-maxage" not in answer.headers.get("Cache-Control", "")
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_query_a_session_and_another_method_ask_the_site(ask, shelf):
    lay(shelf, LAID_OUT)

    assert b"</html>" in ask(f"{PAGE}?from=mail").body
    assert b"</html>" in ask(PAGE, Cookie="sessionid=abc").body
    assert b"</html>" in ask(PAGE, Cookie="a=b; __Host-sessionid=abc").body
    assert ask(PAGE, "POST", b"a=b").status in (403, 405)
    assert ask(PAGE, "PUT", b"a=b").status in (403, 405)
    assert ask("/book/", "POST", b"name=Ana").status == 403  # the site's CSRF check


def test_static_files_come_compressed_and_for_good(ask, served):
    html = ask(PAGE).body.decode()
    path = html.split('rel="stylesheet" href="')[1].split('"')[0]

    answer = ask(path, Accept_Encoding="gzip")

    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == ask(path).body
    assert "immutable" not in ask("/static/css/base.css").headers["Cache-Control"]


def test_nobody_leaves_the_static_files(ask):
    for path in (
        "/static/../secret_key",
        "/static../db.sqlite3",
        "/lock",
        "/media/../db.sqlite3",
    ):
        assert ask(path).status in (400, 404)


def test_a_request_that_is_too_large_is_refused_early(ask):
    assert ask("/book/", "POST", b"a" * 17_000_000).status == 413


def test_a_page_is_not_laid_once_something_was_committed(shelf):
    shelf.lay(PAGE, page(b"Stale"), EDITION, int(time.time()), lambda: False)

    assert not list(shelf.folder.rglob("index.html*"))


def test_no_address_leads_out_of_the_shelf(shelf):
    for path in ("/../x/", "//x/", "/a/../../x/", "/x", "/é/"):
        shelf.lay(path, page(b"x"), EDITION, 1, lambda: True)

    assert not list(shelf.folder.rglob("index.html*"))
