"""Whatever a request claims: the site has its own name, its visitor the address that the
server saw, and its page the address that was asked for."""

import re
from itertools import product
from urllib.parse import urlencode

from .wire import form, request, send, statuses

ROBOTS = b"GET %s/robots.txt HTTP/1.1"
OURS = b"Sitemap: http://127.0.0.1/sitemap.xml"
STRANGE = [
    *(b"Host: evil.example", b"Host: 127.0.0.1.evil.example", b"Host: evil.127.0.0.1"),
    *(b"Host: 127.0.0.1@evil.example", b"Host: 127.0.0.1/evil.example"),
    *(b"Host: evil.example?127.0.0.1", b"Host: 127.0.0.1 evil.example"),
    *(b"Host: 127.0.0.1, evil.example", b"Host:", "Host: 127.0.0.１".encode()),
    *(b"Host: 127.0.0.1\0evil.example", b"Host: 169.254.169.254"),  # a neighbor's
    *(b"Host: [::ffff:127.0.0.1]", b"Host: <script>evil</script>"),
    b"Host: 127.0.0.1\r\nHost: evil.example",
    b"Host: evil.example\r\nHost: 127.0.0.1",
    b"Host: 127.0.0.1\r\nHost: 127.0.0.1",
    *(b"Host: 127.0.0.1\r\n evil.example", b"Host : 127.0.0.1"),
]


def test_a_strange_host_is_refused(site, subtests):
    for host in STRANGE:
        with subtests.test(host=host):
            answer = send(site, request(ROBOTS % b"", host=host + b"\r\n"))

            assert statuses(answer) == [400]
            assert b"evil" not in answer


def test_whatever_name_a_request_comes_by_links_lead_to_the_site(site):
    for host in (b"127.0.0.1.", b"127.0.0.1:81", b"LOCALHOST"):
        answer = send(site, request(ROBOTS % b"", host=b"Host: %s\r\n" % host))

        assert statuses(answer) == [200], host
        assert OURS in answer, host


def test_the_host_alone_counts_not_the_name_in_the_request_line(site):
    answer = send(site, request(ROBOTS % b"http://evil.example"))

    assert statuses(answer) == [200]
    assert OURS in answer and b"evil" not in answer


LOCATIONS = [b"/relief", b"//evil.example/relief", b"/\\evil.example/relief"]
LOCATIONS += [b"/relief%0d%0aSet-Cookie:evil=1", b"/%5cevil.example/relief"]


def test_the_door_of_plain_http_leads_to_the_site_and_nowhere_else(upstream):
    for path, host in product(LOCATIONS, (b"evil.example", b"127.0.0.1")):
        asked = request(b"GET %s HTTP/1.1" % path, host=b"Host: %s\r\n" % host)

        answer = send(upstream.plain_port, asked)

        assert statuses(answer) == [301], (path, host)
        assert b"\r\nLocation: https://localhost" + path in answer, host
        assert b"Set-Cookie: evil" not in answer


TOKEN = "a" * 32
ADDRESSES = [
    *(b"X-Forwarded-For: 192.0.2.7", b"X-Forwarded-For: 192.0.2.7, 127.0.0.1"),
    *(b"X_Forwarded_For: 192.0.2.7", b"X-Real-IP: 192.0.2.7"),
    *(b"X-Client-IP: 192.0.2.7", b"CF-Connecting-IP: 192.0.2.7"),
    *(
        b"Forwarded: for=192.0.2.7",
        b"Remote-Addr: 192.0.2.7",
        b"REMOTE_ADDR: 192.0.2.7",
    ),
]


def guess(port: int, name: str, claim: bytes) -> int:
    """The status of signing in with a wrong password and this field."""
    token = {"csrfmiddlewaretoken": TOKEN}
    body = urlencode(token | {"username": name, "password": "guess"}).encode()
    cookie, length = f"Cookie: csrftoken={TOKEN}", f"Content-Length: {len(body)}"
    fields = [cookie.encode(), length.encode(), claim]
    return statuses(send(port, form(b"/admin/login/", *fields, body=body)))[0]


def test_who_guesses_passwords_must_wait_whatever_address_is_claimed(site):
    name = f"guessed at {site}"
    tried = [guess(site, name, b"Accept: a/b") for _ in range(5)]
    assert tried == [200] * 4 + [429]

    claimed = {claim: guess(site, name, claim) for claim in ADDRESSES}

    assert claimed == dict.fromkeys(ADDRESSES, 429)


def test_nginx_says_itself_who_asked_and_how(upstream):
    schemes = [b"X-Forwarded-Proto: https", b"X_Forwarded_Proto: https"]
    upstream.asked.clear()

    send(upstream.port, request(b"GET /here HTTP/1.1", *ADDRESSES, *schemes))

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


def test_no_field_moves_a_page_or_changes_it(site, subtests):
    for path in (b"/relief/", b"/search/?q=neck"):
        line = b"GET %s HTTP/1.1" % path
        plain = send(site, request(line))
        for claim in MOVED:
            with subtests.test(path=path, claim=claim):
                claimed = send(site, request(line, claim))

                assert statuses(claimed) == statuses(plain) == [200]
                assert (
                    claimed.partition(b"\r\n\r\n")[2] == plain.partition(b"\r\n\r\n")[2]
                )
                assert ETAG.findall(claimed) == ETAG.findall(plain)
