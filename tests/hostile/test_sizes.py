"""What is too large is refused before it costs anything, and the site serves on."""

import pytest

from .wire import HOST, form, request, send, statuses

MANY = 100_000
READER = b"GET /robots.txt HTTP/1.1"
TOKEN = b"Cookie: csrftoken=" + b"a" * 32

HEADS = {
    "a long URL": request(b"GET /%s HTTP/1.1" % (b"a" * 20_000)),
    "a long query": request(b"GET /search/?q=%s HTTP/1.1" % (b"%41" * 7000)),
    "a URL without an end": b"GET /" + b"a" * 1_000_000,
    "a hundred thousand fields": request(READER, *[b"A%d: b" % n for n in range(MANY)]),
    "as many cookies": request(READER, b"Cookie: " + b"a=b; " * MANY),
    "a field of a megabyte": request(READER, b"A: " + b"b" * 1_000_000),
    "a name of a megabyte": request(READER, b"A" * 1_000_000 + b": b"),
    "fields without an end": READER + b"\r\n" + HOST + b"A: b\r\n" * 2 * MANY,
    "one field again and again": request(READER, *[b"Accept: a"] * MANY),
}
LENGTHS = [17_000_000, 10**12, 10**30]


@pytest.mark.parametrize("case", HEADS)
def test_an_oversized_head_is_refused(site, case):
    answer = send(site.port, HEADS[case])

    assert statuses(answer)[0] in (400, 414, 431)
    assert statuses(send(site.port, request(READER))) == [200]


@pytest.mark.parametrize("length", LENGTHS)
def test_a_form_that_says_it_is_huge_is_refused_unread(site, length):
    said = b"Content-Length: %d" % length

    with_token = send(site.port, form(b"/book/", said, TOKEN, body=b"name=Ana"), 60)

    assert 400 <= statuses(with_token)[0] < 500
    assert statuses(send(site.port, request(READER))) == [200]


def test_a_form_without_a_length_is_no_way_around_the_limit(alone):
    chunk = b"ffff\r\n" + b"a" * 0xFFFF + b"\r\n"
    body = chunk * 100 + b"0\r\n\r\n"

    answer = send(alone.port, form(b"/book/", b"Transfer-Encoding: chunked", body=body))

    assert 400 <= statuses(answer)[0] < 500


def test_who_waits_for_a_word_before_sending_is_answered(site):
    said = [b"Content-Length: 3", b"Expect: 100-continue"]

    answer = send(site.port, form(b"/book/", *said, body=b"a=b"))

    assert statuses(answer) == [100, 403]
