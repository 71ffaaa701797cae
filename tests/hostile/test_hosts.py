"""A wrong Host is refused, and none changes what an answer says or where it leads."""

import pytest

from .wire import CLOSE, request, send, status, statuses

ROBOTS = b"GET %s/robots.txt HTTP/1.1"
OURS = b"Sitemap: http://127.0.0.1/sitemap.xml"

STRANGE = {
    "another": b"Host: evil.example",
    "one that begins like ours": b"Host: 127.0.0.1.evil.example",
    "one that ends like ours": b"Host: evil.127.0.0.1",
    "a user": b"Host: 127.0.0.1@evil.example",
    "a path": b"Host: 127.0.0.1/evil.example",
    "a query": b"Host: evil.example?127.0.0.1",
    "two names": b"Host: 127.0.0.1 evil.example",
    "a list": b"Host: 127.0.0.1, evil.example",
    "nothing": b"Host:",
    "a letter of another script": "Host: 127.0.0.１".encode(),
    "a NUL": b"Host: 127.0.0.1\0evil.example",
    "an address of the neighbors": b"Host: 169.254.169.254",
    "another name of IPv6": b"Host: [::ffff:127.0.0.1]",
    "markup": b"Host: <script>evil</script>",
    "twice": b"Host: 127.0.0.1\r\nHost: evil.example",
    "twice, ours last": b"Host: evil.example\r\nHost: 127.0.0.1",
    "twice the same": b"Host: 127.0.0.1\r\nHost: 127.0.0.1",
    "folded": b"Host: 127.0.0.1\r\n evil.example",
    "a space before the colon": b"Host : 127.0.0.1",
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_host_is_refused(site, name):
    asked = request(ROBOTS % b"", host=STRANGE[name] + b"\r\n")

    answer = send(site.port, asked)

    assert statuses(answer) == [400]
    assert b"evil" not in answer


@pytest.mark.parametrize("host", [b"", b"Host: 127.0.0.1.\r\n", b"Host: LOCALHOST\r\n"])
def test_whatever_name_a_request_comes_by_links_lead_to_the_site(site, host):
    answer = send(site.port, b"GET /robots.txt HTTP/1.0\r\n" + host + b"\r\n")

    assert statuses(answer) == [200]
    assert OURS in answer


def test_gunicorn_reads_the_host_alone_not_the_name_in_the_request_line(alone):
    answer = send(alone.port, request(ROBOTS % b"http://evil.example"))

    assert statuses(answer) == [200]
    assert OURS in answer and b"evil" not in answer


def test_nginx_refuses_another_name_in_the_request_line(front):
    assert status(front.port, request(ROBOTS % b"http://evil.example")) == 400
    assert status(front.port, request(ROBOTS % b"http://127.0.0.1")) == 200


LINES = {
    "no path": b"GET robots.txt HTTP/1.1",
    "another scheme": b"GET file:///etc/passwd HTTP/1.1",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1",
    "a star": b"GET * HTTP/1.1",
    "the options of all": b"OPTIONS * HTTP/1.1",
    "a space in the path": b"GET /robots .txt HTTP/1.1",
    "tabs": b"GET\t/robots.txt\tHTTP/1.1",
    "a NUL": b"GET /robots.txt\0 HTTP/1.1",
    "bytes of no URL": b"GET /robots\xff.txt HTTP/1.1",
    "a small verb": b"get /robots.txt HTTP/1.1",
    "a very long verb": b"A" * 3000 + b" /robots.txt HTTP/1.1",
    "HTTP of tomorrow": b"GET /robots.txt HTTP/9.9",
    "no HTTP": b"GET /robots.txt FTP/1.1",
    "HTTP/2 without its beginning": b"PRI * HTTP/2.0\r\n\r\nSM\r\n",
    "a proxy's greeting": b"PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\nGET / HTTP/1.1",
    "nothing": b"\0" * 30,
}


@pytest.mark.parametrize("name", LINES)
def test_a_request_line_of_nonsense_is_refused(site, name):
    answer = send(site.port, LINES[name] + b"\r\nHost: 127.0.0.1\r\n" + CLOSE + b"\r\n")

    assert 400 <= statuses(answer)[0] < 500 or statuses(answer)[0] in (501, 505)
    assert b"Sitemap" not in answer


LOCATIONS = [b"/relief", b"//evil.example/relief", b"/\\evil.example/relief"]
LOCATIONS += [b"/relief%0d%0aSet-Cookie:evil=1", b"/%5cevil.example/relief"]


@pytest.mark.parametrize("host", [b"evil.example", b"127.0.0.1"])
@pytest.mark.parametrize("path", LOCATIONS)
def test_the_door_of_plain_http_leads_to_the_site_and_nowhere_else(
    upstream, path, host
):
    asked = request(b"GET %s HTTP/1.1" % path, host=b"Host: %s\r\n" % host)

    answer = send(upstream.plain_port, asked)

    assert statuses(answer) == [301]
    assert b"\r\nLocation: https://localhost" + path in answer
    assert b"Set-Cookie: evil" not in answer
