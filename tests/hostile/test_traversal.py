"""Under /static/ and /media/ there is what belongs there; no path leads out of them."""

from itertools import product

import pytest

from .wire import request, send, statuses

SECRET = b"what nobody may read"
NAME = "0123456789abcdef0123456789abcdef-60x30.webp"
UP = [
    *("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%2E./", ".%2e%2F", "....//"),
    *("..%252f", "%252e%252e/", "..%c0%af", "%c0%ae%c0%ae/", "..%ef%bc%8f", "..;/"),
    *("..\\", "..%5c", "%2e%2e%5c", "..%255c", "..%00/", "%00../", "..%0a/"),
    *("./../", "css/../../", "pictures/../../", "//../", "..//", "%2f../", "..%09/"),
]
TARGETS = ["secret_key", "db.sqlite3", "media/notes.txt", "etc/passwd"]


@pytest.fixture(scope="module", autouse=True)
def secrets(data):
    """What lies beside the static files and the pictures."""
    for name in ("secret.txt", "media/notes.txt", f"media/pictures/{NAME}.html"):
        file = data / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(SECRET)
    (data / "media/pictures" / NAME).write_bytes(b"RIFF")


def assert_hidden(answer: bytes) -> None:
    assert 300 < statuses(answer)[0] < 500 or statuses(answer)[0] == 501
    for sign in (SECRET, b"SQLite format", b"root:", b"SECRET_KEY"):
        assert sign not in answer


@pytest.mark.parametrize("up", UP)
@pytest.mark.parametrize("begin", ["/static/", "/media/", "/media/pictures/", "/"])
def test_no_path_leads_out(site, begin, up):
    for times, target in product((1, 2, 3, 9), [*TARGETS, "secret.txt"]):
        path = f"{begin}{up * times}{target}".encode("latin-1")
        assert_hidden(send(site.port, request(b"GET %s HTTP/1.1" % path)))


OTHERS = [
    *("/static", "/static/", "/static/css", "/static/css/", "/static../secret.txt"),
    *(
        "/static/staticfiles.json%00",
        "/static/css/base.css/",
        "/static/css/base.css%00",
    ),
    *("/staticfiles/secret.txt", "/STATIC/css/base.css", "/static%2fcss/base.css%00"),
    *("/static//etc/passwd", "/static/~root/.profile", "/static/.env", "/.env"),
    *("/media", "/media/", "/media/pictures", "/media/pictures/", "/media/notes.txt"),
    *("/media../secret.txt", "/media/pictures../notes.txt", "/.git/config"),
    *(f"/media/pictures/{NAME}.html", f"/media/pictures/{NAME}%00.html"),
    *(f"/media/pictures/{NAME}%0a", f"/media/pictures/{NAME}/", f"/media//{NAME}"),
    *(f"/media/pictures/{NAME}/..%2f{NAME}.html", "/var/secret_key", "/secret_key"),
    *("/1/index.html", "/lock", "/run/lock", "/none/index.html"),
]


@pytest.mark.parametrize("path", OTHERS)
def test_nothing_beside_is_served(site, path):
    assert_hidden(send(site.port, request(b"GET %s HTTP/1.1" % path.encode())))


def test_what_belongs_there_is_served(site):
    for path in (b"/static/css/base.css", b"/media/pictures/" + NAME.encode()):
        assert statuses(send(site.port, request(b"GET %s HTTP/1.1" % path))) == [200]
