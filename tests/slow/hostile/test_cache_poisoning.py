"""Who asks for a page first, however oddly, does not choose what the next reader gets."""

import sqlite3
from contextlib import closing

import pytest

from .wire import request, send, statuses

PLAIN = b"GET /questions/ HTTP/1.1"
FIELDS = [
    [b"X-Forwarded-Host: evil.example", b"X-Host: evil.example"],
    [b"X-Original-URL: /evil/", b"X-Rewrite-URL: /evil/"],
    [b"X-Forwarded-Prefix: /evil", b"SCRIPT_NAME: /questions"],
    [b"X-Forwarded-Proto: evil", b"X-Forwarded-Scheme: evil"],
    [b"X-Forwarded-Port: 666"],
    [b"X-HTTP-Method-Override: POST"],
    [b"Forwarded: for=evil;host=evil.example;proto=evil"],
    [b"Accept-Encoding: evil;q=nan, br;q=inf, gzip;q=-1, *;q="],
    [b"Accept-Encoding: " + b"a," * 4000],
    [b"Range: bytes=0-3", b'If-Range: "evil"'],
    [b"If-None-Match: *", b"If-Modified-Since: evil"],
    [b"Cookie: csrftoken=evil; theme=evil; messages=evil"],
    [b"Cookie: sessionid=evil"],
    [b"Authorization: Basic ZXZpbA=="],
    [b"Accept-Language: evil", b"Accept: evil/evil"],
    [b"Via: 1.1 evil", b"Cache-Control: no-store", b"Pragma: evil"],
]
LINES = [
    *(b"GET /questions/?evil=1 HTTP/1.1", b"GET /questions/? HTTP/1.1"),
    *(b"GET /%71uestions/ HTTP/1.1", b"GET /questions/;evil=1/ HTTP/1.1"),
    *(b"GET //questions/ HTTP/1.1", b"GET /Questions/ HTTP/1.1"),
    *(b"GET /questions/#evil HTTP/1.1", b"GET http://127.0.0.1/questions/ HTTP/1.1"),
    *(b"GET /questions/evil.css HTTP/1.1", b"GET /evil/../questions/ HTTP/1.1"),
    *(b"POST /questions/ HTTP/1.1", b"HEAD /questions/ HTTP/1.1"),
]
NAMES = [b"localhost", b"127.0.0.1:81", b"127.0.0.1."]
ODD = [
    *(request(PLAIN, *fields) for fields in FIELDS),
    *(request(line) for line in LINES),
    *(request(PLAIN, host=b"Host: %s\r\n" % name) for name in NAMES),
    request(PLAIN, b"Content-Length: 6", body=b"a=evil"),
    request(PLAIN, b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
]


@pytest.fixture
def page_after(site, data, nginx_folder):
    """What a plain reader gets of a page that was first asked for oddly."""

    def forget() -> None:
        """Let the site make each page anew, as after an edit, and nginx ask for it."""
        with closing(sqlite3.connect(data / "db.sqlite3", timeout=30)) as database:
            database.execute("UPDATE articles_question SET answer = answer")
            database.commit()
        for page in nginx_folder.glob("knotcare/*"):
            page.unlink()

    def page_after(odd: bytes) -> bytes:
        forget()
        first = send(site, odd)
        assert statuses(first)[0] < 500
        plain = send(site, request(PLAIN))
        assert statuses(plain) == [200]
        head, _, body = plain.partition(b"\r\n\r\n")
        assert b"evil" not in plain
        assert b"set-cookie" not in head.lower() and b"Content-Encoding" not in head
        return body

    return page_after


def test_an_odd_request_leaves_no_trace_in_what_the_next_reader_gets(
    page_after, subtests
):
    plain = page_after(request(PLAIN))

    for odd in ODD:
        with subtests.test(odd=odd[:200]):
            assert page_after(odd) == plain
