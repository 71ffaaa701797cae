"""Requests that are in doubt, broken or too large are refused before they cost anything,
hide no other request, and the site serves on."""

import pytest

from .wire import CLOSE, HOST, form, pieces, request, send, statuses

READER = b"GET /robots.txt HTTP/1.1"
# What a smuggler would have answered as a request of its own.
HIDDEN = READER + b"\r\n" + HOST + b"\r\n"
HIDDEN_IS_ANSWERED = b"Sitemap"
CHUNKED = b"Transfer-Encoding: chunked"
TOKEN = b"Cookie: csrftoken=" + b"a" * 32
MANY = 100_000

LINES = [
    *(b"GET robots.txt HTTP/1.1", b"GET file:///etc/passwd HTTP/1.1"),
    *(b"CONNECT evil.example:443 HTTP/1.1", b"GET * HTTP/1.1", b"OPTIONS * HTTP/1.1"),
    *(b"GET /robots .txt HTTP/1.1", b"GET\t/robots.txt\tHTTP/1.1"),
    *(b"GET /robots.txt\0 HTTP/1.1", b"GET /robots\xff.txt HTTP/1.1"),
    *(b"get /robots.txt HTTP/1.1", b"A" * 3000 + b" /robots.txt HTTP/1.1"),
    *(b"GET /robots.txt HTTP/9.9", b"GET /robots.txt FTP/1.1", b"\0" * 30),
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n",
    b"PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\nGET / HTTP/1.1",
]


def test_a_request_line_of_nonsense_is_refused(site, subtests):
    for line in LINES:
        with subtests.test(line=line):
            answer = send(site, line + b"\r\n" + HOST + CLOSE + b"\r\n")

            first = statuses(answer)[0]
            assert 400 <= first < 500 or first in (501, 505)
            assert HIDDEN_IS_ANSWERED not in answer


LENGTHS = [b"5, 0", b"+5", b"-5", b"0x5", b"0_5", "٥".encode(), b"", b"5 0"]
IN_DOUBT = [[b"Content-Length: " + length] for length in LENGTHS] + [
    [b"Content-Length: 5", CHUNKED],
    [CHUNKED, b"Content-Length: 5"],
    [b"Content-Length: 5", b"Content-Length: 0"],
    [b"Content-Length: 5", b"Content-Length: 5"],
    [CHUNKED, CHUNKED],
    [b"Transfer-Encoding: chunked, identity"],
    [b"Transfer-Encoding: xchunked"],
    [b"Transfer-Encoding:\x0bchunked"],
    [b"Transfer-Encoding: chunked\0"],
    [b"Transfer-Encoding : chunked"],
    [b"Transfer-Encoding:\r\n chunked"],  # folded
    [b"A: b\r\n Transfer-Encoding: chunked"],
    [b"A: b\rTransfer-Encoding: chunked"],
    [b": b"],
    [b"A: b\0c"],
]


def test_a_request_whose_end_is_in_doubt_is_refused_and_hides_no_other(site, subtests):
    for fields in IN_DOUBT:
        with subtests.test(fields=fields):
            body = b"0\r\n\r\n" + HIDDEN
            answer = send(site, form(b"/book/", *fields, body=body))

            assert statuses(answer) in ([400], [501])
            assert HIDDEN_IS_ANSWERED not in answer


CHUNKS = [b"zz\r\nabc", b"-3\r\nabc", b"0x3\r\nabc", b"0_3\r\nabc", b"3\r\nabcdef"]
CHUNKS += [b"f" * 40 + b"\r\nabc"]  # a number past all
TRAILER = b"0\r\nHost: evil.example\r\nContent-Length: 9\r\n\r\n"


def test_broken_chunks_hide_no_request_and_fields_after_them_change_none(
    site, subtests
):
    for body in [*(chunk + b"\r\n" + HIDDEN for chunk in CHUNKS), TRAILER]:
        with subtests.test(body=body):
            answer = send(site, form(b"/book/", CHUNKED, body=body))

            assert all(400 <= each < 500 for each in statuses(answer))
            assert HIDDEN_IS_ANSWERED not in answer


def test_gunicorn_takes_no_half_line_ends(alone):
    halves = {
        "all": b"GET /robots.txt HTTP/1.1\nHost: 127.0.0.1\n\n",
        "in a field": request(READER, b"A: b\nHost: evil.example"),
        "before the end": request(READER, b"A: b\n"),
    }

    found = {where: statuses(send(alone, each)) for where, each in halves.items()}

    assert found == dict.fromkeys(halves, [400])


def test_a_fields_underscore_hides_no_length(alone):
    asked = form(b"/book/", b"Content_Length: 0", b"Content-Length: 3", body=b"a=b")

    answer = send(alone, asked.replace(CLOSE, b"") + request(READER))

    assert statuses(answer) == [403, 200]


def test_what_a_reader_sends_along_is_not_the_next_request(site):
    length = b"Content-Length: %d" % len(HIDDEN)

    answer = send(site, request(b"GET /healthz HTTP/1.1", length, body=HIDDEN))

    assert statuses(answer) == [200]
    assert HIDDEN_IS_ANSWERED not in answer


def test_who_asks_for_another_protocol_gets_this_one(site):
    upgrade = [b"Upgrade: h2c, websocket", b"HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"]

    assert statuses(send(site, request(READER, *upgrade))) == [200]


def test_who_waits_for_a_word_before_sending_is_answered(site):
    said = [b"Content-Length: 3", b"Expect: 100-continue"]

    answer = send(site, form(b"/book/", *said, body=b"a=b"))

    assert statuses(answer) == [100, 403]


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


def test_an_oversized_head_is_refused(site, subtests):
    for case, head in HEADS.items():
        with subtests.test(case):
            assert statuses(send(site, head))[0] in (400, 414, 431)
            assert statuses(send(site, request(READER))) == [200]


@pytest.mark.parametrize("length", [17_000_000, 10**12, 10**30])
def test_a_form_that_says_it_is_huge_is_refused_unread(site, length):
    said = b"Content-Length: %d" % length

    # Nginx waits for the rest, which it throws away, before it closes.
    begin = next(pieces(site, form(b"/book/", said, TOKEN, body=b"name=Ana"), 60))

    assert 400 <= statuses(begin)[0] < 500
    assert statuses(send(site, request(READER))) == [200]


def test_a_form_without_a_length_is_no_way_around_the_limit(alone):
    body = (b"ffff\r\n" + b"a" * 0xFFFF + b"\r\n") * 100 + b"0\r\n\r\n"

    answer = send(alone, form(b"/book/", CHUNKED, body=body))

    assert 400 <= statuses(answer)[0] < 500
