"""One request is never read as two: what leaves in doubt where it ends is refused."""

import pytest

from .wire import HOST, form, request, send, statuses

# What a smuggler would have answered as a request of its own.
HIDDEN = b"GET /robots.txt HTTP/1.1\r\n" + HOST + b"\r\n"
CHUNKED = b"Transfer-Encoding: chunked"
NONE = b"0\r\n\r\n"

IN_DOUBT = {
    "a length and chunks": [b"Content-Length: 5", CHUNKED],
    "chunks and a length": [CHUNKED, b"Content-Length: 5"],
    "two lengths": [b"Content-Length: 5", b"Content-Length: 0"],
    "two equal lengths": [b"Content-Length: 5", b"Content-Length: 5"],
    "a list of lengths": [b"Content-Length: 5, 0"],
    "a length with a sign": [b"Content-Length: +5"],
    "a negative length": [b"Content-Length: -5"],
    "a length in another base": [b"Content-Length: 0x5"],
    "a length with a line below": [b"Content-Length: 0_5"],
    "a length in Arabic digits": ["Content-Length: ٥".encode()],
    "an empty length": [b"Content-Length: "],
    "a length with a space inside": [b"Content-Length: 5 0"],
    "chunks twice": [CHUNKED, CHUNKED],
    "chunks, then as it is": [b"Transfer-Encoding: chunked, identity"],
    "an unknown coding": [b"Transfer-Encoding: xchunked"],
    "chunks after a tab of another kind": [b"Transfer-Encoding:\x0bchunked"],
    "chunks before a NUL": [b"Transfer-Encoding: chunked\0"],
    "a space before the colon": [b"Transfer-Encoding : chunked"],
    "a folded coding": [b"Transfer-Encoding:\r\n chunked"],
    "a folded field": [b"A: b\r\n Transfer-Encoding: chunked"],
    "a lone return": [b"A: b\rTransfer-Encoding: chunked"],
    "a field without a name": [b": b"],
    "a NUL in a field": [b"A: b\0c"],
}
BAD_CHUNKS = {
    "no number": b"zz\r\nabc\r\n",
    "a negative one": b"-3\r\nabc\r\n",
    "one in Python's spelling": b"0x3\r\nabc\r\n",
    "one with a line below": b"0_3\r\nabc\r\n",
    "more than it says": b"3\r\nabcdef\r\n",
    "one past all numbers": b"f" * 40 + b"\r\nabc\r\n",
}


@pytest.mark.parametrize("case", IN_DOUBT)
def test_a_request_whose_end_is_in_doubt_is_refused_and_hides_no_other(site, case):
    answer = send(site.port, form(b"/book/", *IN_DOUBT[case], body=NONE + HIDDEN))

    (refusal,) = statuses(answer)
    assert refusal in (400, 501)
    assert b"Sitemap" not in answer


@pytest.mark.parametrize("case", BAD_CHUNKS)
def test_broken_chunks_hide_no_request(site, case):
    answer = send(site.port, form(b"/book/", CHUNKED, body=BAD_CHUNKS[case] + HIDDEN))

    assert all(400 <= each < 500 for each in statuses(answer))
    assert b"Sitemap" not in answer


LINE_ENDS = {
    "all": b"GET /robots.txt HTTP/1.1\nHost: 127.0.0.1\n\n",
    "in a field": request(b"GET / HTTP/1.1", b"A: b\nHost: evil.example"),
    "before the end": request(b"GET / HTTP/1.1", b"A: b\n"),
}


@pytest.mark.parametrize("where", LINE_ENDS)
def test_gunicorn_takes_no_half_line_ends(alone, where):
    assert statuses(send(alone.port, LINE_ENDS[where])) == [400]


def test_fields_at_the_end_of_chunks_change_nothing(site):
    trailer = b"0\r\nHost: evil.example\r\nContent-Length: 9\r\n\r\n"

    answer = send(site.port, form(b"/book/", CHUNKED, body=trailer))

    assert all(400 <= each < 500 for each in statuses(answer))


def test_what_a_reader_sends_along_is_not_the_next_request(site):
    length = b"Content-Length: %d" % len(HIDDEN)
    asked = request(b"GET /healthz HTTP/1.1", length, body=HIDDEN)

    answer = send(site.port, asked)

    assert statuses(answer) == [200]
    assert b"Sitemap" not in answer


def test_who_asks_for_another_protocol_gets_this_one(site):
    upgrade = [b"Upgrade: h2c, websocket", b"HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"]

    assert statuses(
        send(site.port, request(b"GET /robots.txt HTTP/1.1", *upgrade))
    ) == [200]
