"""Who asks for a page first, however oddly, does not choose what the next reader gets."""

import sqlite3
from contextlib import closing

import pytest

from .wire import request, send, statuses

PLAIN = b"GET /questions/ HTTP/1.1"
ODD = {
    "another host by proxy": [
        b"X-Forwarded-Host: evil.example",
        b"X-Host: evil.example",
    ],
    "another path": [b"X-Original-URL: /evil/", b"X-Rewrite-URL: /evil/"],
    "another beginning": [b"X-Forwarded-Prefix: /evil", b"SCRIPT_NAME: /questions"],
    "another scheme": [b"X-Forwarded-Proto: evil", b"X-Forwarded-Scheme: evil"],
    "another port": [b"X-Forwarded-Port: 666"],
    "another verb": [b"X-HTTP-Method-Override: POST"],
    "all of it at once": [b"Forwarded: for=evil;host=evil.example;proto=evil"],
    "codings that are none": [
        b"Accept-Encoding: evil;q=nan, br;q=inf, gzip;q=-1, *;q="
    ],
    "very many codings": [b"Accept-Encoding: " + b"a," * 4000],
    "a part": [b"Range: bytes=0-3", b'If-Range: "evil"'],
    "only if it is newer": [b"If-None-Match: *", b"If-Modified-Since: evil"],
    "cookies": [b"Cookie: csrftoken=evil; theme=evil; messages=evil"],
    "a session": [b"Cookie: sessionid=evil"],
    "a password": [b"Authorization: Basic ZXZpbA=="],
    "another language": [b"Accept-Language: evil", b"Accept: evil/evil"],
    "a form in a look": [b"Content-Length: 6"],
    "chunks in a look": [b"Transfer-Encoding: chunked"],
    "fields of a proxy": [
        b"Via: 1.1 evil",
        b"Cache-Control: no-store",
        b"Pragma: evil",
    ],
}
BODIES = {"a form in a look": b"a=evil", "chunks in a look": b"0\r\n\r\n"}
LINES = {
    "a query": b"GET /questions/?evil=1 HTTP/1.1",
    "an empty query": b"GET /questions/? HTTP/1.1",
    "a path written otherwise": b"GET /%71uestions/ HTTP/1.1",
    "a path of parameters": b"GET /questions/;evil=1/ HTTP/1.1",
    "two slashes": b"GET //questions/ HTTP/1.1",
    "another case": b"GET /Questions/ HTTP/1.1",
    "a fragment": b"GET /questions/#evil HTTP/1.1",
    "a whole address": b"GET http://127.0.0.1/questions/ HTTP/1.1",
    "a file that is none": b"GET /questions/evil.css HTTP/1.1",
    "another verb": b"POST /questions/ HTTP/1.1",
    "only its head": b"HEAD /questions/ HTTP/1.1",
    "the way round": b"GET /evil/../questions/ HTTP/1.1",
}


def edit(data) -> None:
    """As an editor's change does, make every page be made anew."""
    with closing(sqlite3.connect(data / "db.sqlite3", timeout=30)) as database:
        database.execute("UPDATE articles_question SET answer = answer")
        database.commit()


def page_after(site, odd: bytes) -> bytes:
    """What a plain reader gets of a page that was first asked for oddly."""
    edit(site.data)
    first = send(site.port, odd)
    assert statuses(first)[0] < 500
    plain = send(site.port, request(PLAIN))
    assert statuses(plain) == [200]
    head, _, body = plain.partition(b"\r\n\r\n")
    assert b"evil" not in plain
    assert b"set-cookie" not in head.lower() and b"Content-Encoding" not in head
    return body


@pytest.mark.parametrize("case", ODD)
def test_odd_fields_leave_no_trace_in_a_page(site, case):
    odd = request(PLAIN, *ODD[case], body=BODIES.get(case, b""))

    assert page_after(site, odd) == page_after(site, request(PLAIN))


@pytest.mark.parametrize("case", LINES)
def test_odd_addresses_leave_no_trace_in_a_page(site, case):
    assert page_after(site, request(LINES[case])) == page_after(site, request(PLAIN))


@pytest.mark.parametrize("host", [b"localhost", b"127.0.0.1:81", b"127.0.0.1."])
def test_a_page_asked_for_by_another_name_is_the_same(site, host):
    odd = request(PLAIN, host=b"Host: %s\r\n" % host)

    assert page_after(site, odd) == page_after(site, request(PLAIN))
