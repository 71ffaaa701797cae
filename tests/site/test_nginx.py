"""Behind nginx, pages are files of one second, and an edit is seen at once."""

import gzip
import http.client
import time

import pytest

from knotcare.page_store.shelf import Shelf, etag
from tests import nginx

PAGE = "/guide/ease-a-knot-now/"
PRIVATE = ["/book/", "/preview/abc/", "/desk/abc/", "/admin/login/", "/healthz"]
SECONDS = 30  # for which a test lays a page, so that no tick of the clock takes it away

pytestmark = pytest.mark.skipif(
    not nginx.NGINX, reason="nginx is not installed (tools/install-nginx.sh)"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The ports of the site and of nginx before it, and the folders of both."""
    data, pages, own = (
        tmp_path_factory.mktemp(name) for name in ("data", "run", "nginx")
    )
    with (
        nginx.running_site(data) as site,
        nginx.running_nginx(own, site, data, pages) as front,
    ):
        yield site, front, pages, data


@pytest.fixture
def shelf(served):
    shelf = Shelf(served[2])
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
    bodies = {"": html, "gzip": gzip.compress(html)}
    now = int(time.time())
    for second in range(now, now + SECONDS):
        shelf.lay(path, bodies, second, lambda: True)


def test_a_page_that_lies_there_is_served_without_the_site(ask, shelf):
    lay(shelf, b"<p>Laid out</p>")

    plain, packed = ask(PAGE), ask(PAGE, Accept_Encoding="gzip")

    assert plain.body == b"<p>Laid out</p>"
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
    shelf.lay(PAGE, {"": b"Old"}, now, lambda: True)

    time.sleep(max(0, now + 1.05 - time.time()))
    assert ask(PAGE).body != b"Old"


def test_the_validators_of_the_site_are_those_of_the_files(ask, shelf):
    lay(shelf, b"<p>One</p>")
    first = ask(PAGE)
    assert first.headers["ETag"] == etag(first.body)
    assert "Last-Modified" not in first.headers
    assert ask(PAGE, If_None_Match=etag(first.body)).status == 304

    shelf.clear()
    lay(shelf, b"<p>Two</p>")  # as long, in the same second
    assert ask(PAGE, If_None_Match=etag(first.body)).body == b"<p>Two</p>"


def test_a_laid_page_has_the_headers_that_the_site_sends(ask, shelf):
    sent = dict(ask(PAGE).headers)
    lay(shelf, b"<p>Laid out</p>")
    laid = dict(ask(PAGE).headers)

    # What belongs to each answer, and what the page store settles.
    own = {"Server", "Date", "Connection", "Content-Length", "Transfer-Encoding"}
    own |= {"ETag", "Cache-Control"}
    assert {name: sent[name] for name in sent.keys() - own} == {
        name: laid[name] for name in laid.keys() - own
    }


@pytest.mark.parametrize("path", PRIVATE)
def test_a_private_page_comes_from_the_site_and_is_kept_nowhere(ask, path):
    answer = ask(path)

    assert "s-maxage" not in answer.headers.get("Cache-Control", "")
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_query_a_session_and_another_method_ask_the_site(ask, shelf):
    lay(shelf, b"<p>Laid out</p>")

    assert b"</html>" in ask(f"{PAGE}?from=mail").body
    assert b"</html>" in ask(PAGE, Cookie="sessionid=abc").body
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
    shelf.lay(PAGE, {"": b"Stale"}, int(time.time()), lambda: False)

    assert not list(shelf.folder.rglob("index.html*"))


def test_no_address_leads_out_of_the_shelf(shelf):
    for path in ("/../x/", "//x/", "/a/../../x/", "/x", "/é/"):
        shelf.lay(path, {"": b"x"}, 1, lambda: True)

    assert not list(shelf.folder.rglob("index.html*"))
