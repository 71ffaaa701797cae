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

from ..wsgi import ask

KEPT = [
    *("/", "/guide/ease-a-knot-now/", "/relief/", "/relief/calves/", "/questions/"),
    *("/about/", "/breaks/", "/search/", "/knotcare-guide.html", "/desk-card.html"),
    *("/feed.xml", "/sitemap.xml", "/robots.txt"),
]
DECODERS = {
    "br": brotli.decompress,
    "zstd": zstd.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}
BEST = {
    "gzip, deflate, br, zstd": "br",
    "zstd, gzip": "zstd",
    "deflate": "identity",
    "": "identity",
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


def test_the_coding_is_chosen_by_the_weights():
    assert {accepted: best_encoding(accepted) for accepted in BEST} == BEST


def test_each_client_has_the_coding_it_takes_and_is_told_if_it_has_the_page(
    get, handler, subtests
):
    plain = ask(handler).body
    assert get().headers["Cache-Control"] == "public, max-age=0, s-maxage=1"

    for coding, decode in DECODERS.items():
        with subtests.test(coding=coding):
            page = get(accept_encoding=coding or "")
            assert page.headers.get("Content-Encoding") == coding
            assert decode(page.body) == plain
            assert page.headers["Content-Length"] == f"{len(page.body)}"

            etag = page.headers["ETag"]
            for known in (etag, f"W/{etag}", f'"older", {etag}', "*"):
                again = get(accept_encoding=coding or "", if_none_match=known)
                assert (again.status, again.body) == (304, b""), known
                told = {"Cache-Control": "public, max-age=0, s-maxage=1"}
                assert again.headers == told | {"ETag": etag, "Vary": "Accept-Encoding"}
            other = get(accept_encoding=coding or "", if_none_match='"older"')
            assert other == page
    assert get(if_none_match=get(accept_encoding="br").headers["ETag"]).status == 200


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
    lost = Mock(side_effect=DatabaseError("the server is gone"))
    with monkeypatch.context() as at_first:
        at_first.setattr(store.editions, "ask", lost)
        assert [get().status, get().status] == [200, 200]  # Django has its own
        assert not store.pages.finished
    known = get()
    with monkeypatch.context() as later:
        later.setattr(store.editions, "ask", lost)
        later.setattr(store.editions, "holds", lambda known: False)
        assert get() == known
        assert get("/about/").status == 200
        assert list(store.pages.finished) == ["/"]

    Article.objects.update(title="Another word")
    assert get() != known


def test_a_database_put_in_place_of_the_old_one_is_noticed(store, get, monkeypatch):
    before = get()
    asked = store.editions.connection.connection

    monkeypatch.setattr("knotcare.page_cache.invalidation.LONGEST", 0)
    monkeypatch.setattr("knotcare.page_cache.invalidation.database_file", lambda: 1)
    Article.objects.update(title="Another word")

    assert get() != before
    assert store.editions.connection.connection is not asked
