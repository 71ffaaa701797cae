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
DATA = ["secret_key", "db.sqlite3", "media/notes.txt", "secret.txt"]
# How many steps up from a page, or a picture, a file may be.
TARGETS = [*product((1, 2, 3), DATA), (9, "etc/passwd")]
OTHERS = [
    *("/static", "/static/", "/static/css", "/static/css/", "/static../secret.txt"),
    *(
        "/static/staticfiles.json%00",
        "/static/css/site/base.css/",
        "/static/css/site/base.css%00",
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


@pytest.fixture(scope="module", autouse=True)
def secrets(data):
    """What lies beside the static files and the pictures."""
    for name in ("secret.txt", "media/notes.txt", f"media/pictures/{NAME}.html"):
        file = data / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(SECRET)
    (data / "media/pictures" / NAME).write_bytes(b"RIFF")


def answer_to(site, path: str) -> bytes:
    return send(site, request(b"GET %s HTTP/1.1" % path.encode("latin-1")))


def is_hidden(answer: bytes) -> bool:
    first = statuses(answer)[0]
    signs = (SECRET, b"SQLite format", b"root:", b"SECRET_KEY")
    return (300 < first < 500 or first == 501) and not any(
        sign in answer for sign in signs
    )


@pytest.mark.parametrize("begin", ["/static/", "/media/", "/media/pictures/", "/"])
def test_no_path_leads_out(site, begin):
    ways = product(UP, TARGETS)
    paths = [f"{begin}{up * times}{target}" for up, (times, target) in ways]

    assert [path for path in paths if not is_hidden(answer_to(site, path))] == []


def test_nothing_beside_is_served(site):
    assert [path for path in OTHERS if not is_hidden(answer_to(site, path))] == []


def test_what_belongs_there_is_served(site):
    for path in ("/static/css/site/base.css", f"/media/pictures/{NAME}"):
        assert statuses(answer_to(site, path)) == [200]
