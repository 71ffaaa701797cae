"""Nothing about a person is in what the site's processes write, whatever goes wrong."""

import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from tests.waiting import wait_until

from . import whole_site
from .visitors import NoAnswer, Visitor

SECRETS = {
    "name": "Zebulon Quagmire",
    "email": "zebulon.quagmire@secret.example",
    "phone": "+1 713 555 0142",
    "note": "xylotomy of the spleen",
}
TRACES = ["quagmire", "secret.example", "555 0142", "5550142", "xylotomy", "10.0.0."]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="runs the whole site as Linux lists its processes"
)


@pytest.fixture
def begin_told_site(begin_site, monkeypatch):
    """A site that writes down all it would in production."""
    server = ["-m", "gunicorn", "--log-level", "warning", "knotcare.wsgi"]
    monkeypatch.setattr(whole_site, "SERVER", server)
    return begin_site


class Person(Visitor):
    """A visitor who writes about themselves, and does a good deal wrong."""

    def __init__(self, site):
        super().__init__(site.port, 1)
        self.host = f"localhost:{site.port}"

    def open_form(self) -> None:
        super().open_form()
        self.fields |= SECRETS

    def typed(self, **changed) -> str:
        return urlencode(self.fields | changed)

    def try_to(self, method: str, path: str, body: str = "") -> int:
        try:
            return self.fetch(method, path, body).status
        except NoAnswer as error:
            return error.args[0]

    def send_lines(self, *lines: str) -> bytes:
        """The answer to a request as it is written here."""
        with socket.create_connection(("127.0.0.1", self.port), 10) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            return connection.recv(100)


def log_of(site) -> str:
    return Path(site.environment["DATA_DIR"], "log").read_text()


def break_table(url: str) -> None:
    """Let the database refuse every request, with the row in its message if it likes."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute("ALTER TABLE booking_wish RENAME TO elsewhere")
        return
    with psycopg.connect(url) as connection:
        connection.execute(
            "ALTER TABLE booking_bookingrequest ADD CHECK (minutes < 0) NOT VALID"
        )


@pytest.mark.parametrize(
    ("database", "form", "said"),
    [
        ("sqlite", "text", "Service Unavailable: /book/"),
        ("postgres", "json", "Internal Server Error: /book/"),
    ],
)
def test_no_log_tells_who_a_visitor_is(begin_told_site, database, form, said):
    site = begin_told_site(database, EMAIL_TIMEOUT="1", LOG_FORMAT=form)
    person = Person(site)
    person.open_form()

    # As it should be, with a mail server that refuses the visitor, then is gone.
    site.office.ask("fail", how_often=1)
    page = person.send().partition("?")[0]
    key = page.strip("/").split("/")[-1]
    person.try_to("POST", "/book/", person.typed(email="secret.example"))
    person.try_to("GET", page)
    person.try_to("POST", page, person.typed(act="nothing"))
    site.office.ask("close")
    wait_until(lambda: "Mail 1 failed" in log_of(site))

    # As strangers and broken browsers send it.
    person.try_to("GET", f"{page}nothing/")
    person.try_to("POST", "/book/", person.typed(csrfmiddlewaretoken="wrong"))
    person.try_to("POST", "/book/", "&".join(["note=xylotomy"] * 1001))
    person.try_to("GET", "/search/?" + urlencode({"q": SECRETS["note"]}))
    login = {"username": SECRETS["email"], "password": "xylotomy"}
    for _ in range(6):
        form_page = person.fetch("GET", "/admin/login/")
        token = form_page.text.partition('csrfmiddlewaretoken" value="')[2][:64]
        person.try_to(
            "POST",
            "/admin/login/",
            urlencode(login | {"csrfmiddlewaretoken": token}),
        )
    host = f"Host: {person.host}"
    person.send_lines(f"GET {page}?q=xylotomy HTTP/1.1", "Host: evil.example")
    person.send_lines(f"GET /book/ HTTP/9 {SECRETS['email']}", host)
    person.send_lines("GET /book/ HTTP/1.1", host, f"X Y: {SECRETS['name']}")

    # And with a database that breaks under it.
    broken = Person(site)
    broken.open_form()
    break_table(site.environment["DATABASE_URL"])
    broken.try_to("POST", "/book/", broken.typed())
    site.stop()

    written = log_of(site)
    for expected in (said, "Forbidden", "Invalid HTTP_HOST"):
        assert expected in written
    assert "no HTTP" in written and "django.db.utils." in written
    for trace in [*TRACES, key]:
        assert trace not in written.lower(), trace
