"""Public pages are finished answers: made once, handed out as they are."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import Mock

import brotli
import pytest
from django.db import DatabaseError

from articles.models import Article
from knotcare.page_cache.compression import best_encoding, zstd
from knotcare.page_cache.store import Page

from ..wsgi import ask

KEPT = [
    *("/", "/guide/ease-a-knot-now/", "/relief/", "/relief/calves/", "/questions/"),
    *("/about/", "/breaks/", "/search/", "/knotcare-guide.html", "/desk-card.html"),
    *("/feed.xml", "/sitemap.xml", "/robots.txt"),
]
CODINGS = {
    "gzip, deflate, br, zstd": ("br", brotli.decompress),
    "zstd, gzip": ("zstd", zstd.decompress),
    "gzip": ("gzip", gzip.decompress),
    "deflate": (None, bytes),
    "": (None, bytes),
}
BEST = {
    "br;q=0.5, gzip;q=0.8": "gzip",
    "br;q=0, *": "zstd",
    "*": "br",
    "*;q=0": "identity",
    "GZIP ; Q=1.0": "gzip",
    "x-gzip": "gzip",
    "gzip;q=0.3, identity": "identity",
    "identity;q=0, gzip;q=0.001": "gzip",
    "gzip;q=nan": "identity",
    "gzip;q=x, ;;=,,": "identity",
    "gzip;level=9;q=1": "gzip",
}


def test_a_public_page_is_made_once_and_asks_the_database_nothing_more(
    get, handler, django_assert_num_queries
):
    first = {path: get(path) for path in KEPT}
    with django_assert_num_queries(0):
        again = {path: get(path) for path in KEPT}

    assert again == first
    assert [path for path, page in first.items() if page.status != 200] == []
    assert handler.asked == KEPT


def test_each_client_has_the_coding_it_takes(get, handler, subtests):
    plain = ask(handler).body

    for accepted, (coding, decode) in CODINGS.items():
        with subtests.test(accepted=accepted):
            answer = get(accept_encoding=accepted)

            assert answer.headers.get("Content-Encoding") == coding
            assert decode(answer.body) == plain
            assert answer.headers["Content-Length"] == f"{len(answer.body)}"
            assert answer.headers["Vary"] == "Accept-Encoding"


def test_the_coding_is_chosen_by_the_weights():
    assert {accepted: best_encoding(accepted) for accepted in BEST} == BEST


def test_what_is_too_short_to_gain_is_sent_as_it_is():
    short = Page("200 OK", [], b"ok").variant("gzip")

    assert short.body == b"ok"
    assert ("Content-Encoding", "gzip") not in short.headers


def test_a_reader_who_has_the_page_is_told_so(get):
    page = get(accept_encoding="br")
    etag = page.headers["ETag"]

    for known in (etag, f"W/{etag}", f'"older", {etag}', "*"):
        again = get(accept_encoding="br", if_none_match=known)
        assert (again.status, again.body) == (304, b""), known
        assert again.headers == {
            name: page.headers[name] for name in ("Cache-Control", "ETag", "Vary")
        }
    assert get(accept_encoding="br", if_none_match='"older"') == page
    assert get(if_none_match=etag).status == 200  # another coding, other bytes


def test_only_the_head_is_sent_to_who_asks_for_it_alone(get, handler, subtests):
    for path in ("/about/", "/book/", "/healthz", "/none/"):
        with subtests.test(path=path):
            whole, head = ask(handler, path), get(path, method="HEAD")

            assert (head.status, head.body) == (whole.status, b"")
            assert head.headers["Content-Type"] == whole.headers["Content-Type"]
    packed = get(accept_encoding="gzip")
    head = get(accept_encoding="gzip", method="HEAD")
    assert (head.headers, head.body) == (packed.headers, b"")


def test_a_page_first_asked_for_by_head_is_whole_afterwards(get, handler):
    get(method="HEAD", if_none_match="*", range="bytes=0-9", cookie="a=b")

    assert get().body == ask(handler).body


def test_caches_between_are_told_what_they_may_do(get):
    assert get().headers["Cache-Control"] == ("public, max-age=0, s-maxage=1")


def test_a_hundred_clients_at_once_on_a_cold_page_have_it_made_once(store, handler):
    together = threading.Barrier(100)

    def client(number):
        together.wait()
        return ask(store, accept_encoding="gzip")

    with ThreadPoolExecutor(100) as clients:
        answers = list(clients.map(client, range(100)))

    assert handler.asked == ["/"]
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1


def test_who_waits_too_long_has_the_page_made_anew(store, handler, monkeypatch):
    monkeypatch.setattr("knotcare.page_cache.store.PATIENCE", 0.01)
    begun, goes_on = threading.Event(), threading.Event()
    make = handler.handler

    def slow(environ, start_response):
        if len(handler.asked) == 1:
            begun.set()
            goes_on.wait(30)
        return make(environ, start_response)

    handler.handler = slow
    with ThreadPoolExecutor(1) as other:
        first = other.submit(ask, store, "/robots.txt")
        assert begun.wait(30)
        assert ask(store, "/robots.txt").status == 200
        goes_on.set()
        assert first.result().status == 200


def test_one_that_fails_is_made_anew_by_the_next(get, handler):
    make, handler.handler = handler.handler, Mock(side_effect=OSError("no more files"))
    with pytest.raises(OSError, match="no more files"):
        get()
    handler.handler = make

    assert get().status == 200


def test_the_store_is_bounded(store, get, monkeypatch):
    monkeypatch.setattr("knotcare.page_cache.store.MOST_PAGES", 3)

    for path in KEPT[:5]:
        get(path)

    assert list(store.pages.finished) == KEPT[2:5]


def test_pages_are_there_while_the_database_can_not_be_asked(get, store, monkeypatch):
    known = get()
    gone = Mock(side_effect=DatabaseError("the server is gone"))
    monkeypatch.setattr(store.editions, "token", gone)

    assert get() == known
    assert get("/about/").status == 200  # Django's own connection still works


def test_a_database_that_is_not_there_at_first_is_asked_again(get, store, monkeypatch):
    unreachable = Mock()
    unreachable.cursor.side_effect = DatabaseError("there is no server")
    connect = Mock(return_value=unreachable)
    with monkeypatch.context() as early:
        early.setattr(
            "knotcare.page_cache.invalidation.connections.create_connection", connect
        )
        assert [get().status, get().status] == [200, 200]

    assert get().status == 200
    assert store.pages.finished


def test_a_database_put_in_place_of_the_old_one_is_noticed(store, get, monkeypatch):
    before = get()
    asked = store.editions.connection

    monkeypatch.setattr("knotcare.page_cache.invalidation.LONGEST", 0)
    monkeypatch.setattr("knotcare.page_cache.invalidation.database_file", lambda: 1)
    Article.objects.update(title="Another word")

    assert get() != before
    assert store.editions.connection is not asked
