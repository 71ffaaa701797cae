"""Nobody is another than the server saw, and no field of a stranger's says otherwise."""

import re
from urllib.parse import urlencode

import pytest

from .wire import CLOSE, HOST, form, request, send, statuses

LOGIN = b"/admin/login/"
TOKEN = "a" * 32
CLAIMS = [
    b"X-Forwarded-For: 192.0.2.%d",
    b"X-Forwarded-For: 192.0.2.%d, 127.0.0.1",
    b"X_Forwarded_For: 192.0.2.%d",
    b"X-Real-IP: 192.0.2.%d",
    b"X-Client-IP: 192.0.2.%d",
    b"CF-Connecting-IP: 192.0.2.%d",
    b"Forwarded: for=192.0.2.%d",
    b"Remote-Addr: 192.0.2.%d",
    b"REMOTE_ADDR: 192.0.2.%d",
]


def guess(port: int, name: str, claim: bytes) -> int:
    """The status of signing in with a wrong password and this field."""
    token = {"csrfmiddlewaretoken": TOKEN}
    body = urlencode(token | {"username": name, "password": "guess"}).encode()
    fields = [
        f"Cookie: csrftoken={TOKEN}".encode(),
        f"Content-Length: {len(body)}".encode(),
        claim,
    ]
    return statuses(send(port, form(LOGIN, *fields, body=body)))[0]


def test_who_guesses_passwords_must_wait_whatever_address_is_claimed(site):
    name = f"guessed at {site.port}"
    tried = [guess(site.port, name, b"Accept: a/b") for _ in range(5)]
    assert tried == [200] * 4 + [429]

    claimed = [guess(site.port, name, claim % 7) for claim in CLAIMS]

    assert claimed == [429] * len(CLAIMS)


def test_nginx_says_itself_who_asked_and_how(upstream):
    claims = [claim % 7 for claim in CLAIMS]
    claims += [b"X-Forwarded-Proto: https", b"X_Forwarded_Proto: https"]
    upstream.asked.clear()

    send(upstream.port, request(b"GET /here HTTP/1.1", *claims))

    _, path, fields = upstream.asked[-1]
    told = [value for name, value in fields if name.lower() == "x-forwarded-for"]
    scheme = [value for name, value in fields if "proto" in name.lower()]
    assert (path, told, scheme) == ("/here", ["127.0.0.1"], ["http"])
    assert not [name for name, _ in fields if "_" in name]
    assert [value for name, value in fields if name == "Host"] == ["127.0.0.1"]


MOVED = [b"SCRIPT_NAME: /relief", b"SCRIPT-NAME: /relief", b"PATH_INFO: /admin/"]
MOVED += [b"X-Forwarded-Prefix: /evil", b"X-Original-URL: /admin/"]
MOVED += [b"X-Rewrite-URL: /admin/", b"X-Forwarded-Host: evil.example"]
MOVED += [b"X-Forwarded-Ssl: on", b"X-Forwarded-Proto: https"]
MOVED += [b"X-Forwarded-Protocol: ssl", b"X-HTTP-Method-Override: DELETE"]
ETAG = re.compile(rb'\r\nETag: (".+?")\r\n')


@pytest.mark.parametrize("path", [b"/relief/", b"/search/?q=neck"])
@pytest.mark.parametrize("claim", MOVED)
def test_no_field_moves_a_page_or_changes_it(site, path, claim):
    plain = send(site.port, request(b"GET %s HTTP/1.1" % path))

    claimed = send(site.port, request(b"GET %s HTTP/1.1" % path, claim))

    assert statuses(claimed) == statuses(plain) == [200]
    assert claimed.partition(b"\r\n\r\n")[2] == plain.partition(b"\r\n\r\n")[2]
    assert ETAG.findall(claimed) == ETAG.findall(plain)


def test_a_fields_underscore_hides_no_length(alone):
    hidden = b"GET /robots.txt HTTP/1.1\r\n" + HOST + CLOSE + b"\r\n"
    asked = form(b"/book/", b"Content_Length: 0", b"Content-Length: 3", body=b"a=b")

    answer = send(alone.port, asked.replace(CLOSE, b"") + hidden)

    assert statuses(answer) == [403, 200]
