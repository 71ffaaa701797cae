"""What the log tells, what it does not tell, and the id by which the lines of one request
are found in every log. What breaks is mailed to whoever runs the site: once, and without a
word about anybody."""

import io
import json
import logging
import re
import threading
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.db import DataError, IntegrityError, OperationalError

from knotcare.logs.config import configuration
from knotcare.logs.error_mail import ErrorMails
from knotcare.logs.formatters import Json, Text
from knotcare.logs.redaction import safe_traceback

OPERATOR = "operator@spa.example"
FORMS = [Text(), Json()]
PROXYS_ID = "4f0c6f3dd2b64b0e9a5d2f0e6b1c7a98"


@pytest.fixture
def console():
    """What writes to standard error."""
    handlers = logging.getLogger().handlers
    return next(each for each in handlers if each.name == "console")


@pytest.fixture
def log(console):
    """What the site writes there."""
    written = io.StringIO()
    before = console.setStream(written)
    yield written
    console.setStream(before)


def record(message: str, *args, name="booking"):
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, None)


def raised(error: Exception, came_from: Exception | None = None) -> Exception:
    """The exception as it is caught, with where it comes from."""
    try:
        try:
            if came_from:
                raise came_from
        finally:
            raise error
    except Exception as caught:
        return caught


def test_the_key_of_a_private_page_stays_out_of_the_log(client, guide, log):
    told = {
        "/guide/nothing-here/": "/guide/nothing-here/",
        "/book/a-secret-key/": "/book/…",
        "/book/calendar/a-secret-key.ics": "/book/…",
        "/preview/a-secret-key/": "/preview/…",
        "/desk/a-secret-key/more": "/desk/…",
    }

    for path in told:
        client.get(path)

    lines = log.getvalue().splitlines()
    assert [line.partition("Not Found: ")[2] for line in lines] == [*told.values()]


def test_a_line_says_when_how_bad_where_and_for_which_request(client, guide, log):
    response = client.get("/guide/nothing-here/")

    (line,) = log.getvalue().splitlines()
    pattern = r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING django.request \[(\w{12})\] .+"
    assert re.fullmatch(pattern, line)[1] == response.headers["X-Request-ID"]


def test_a_program_reads_one_object_in_each_line(
    client, guide, monkeypatch, console, log
):
    monkeypatch.setattr(console, "formatter", Json())

    response = client.get("/guide/nothing-here/")

    (line,) = log.getvalue().splitlines()
    told = json.loads(line)
    assert told.pop("time").endswith("Z")
    assert told == {
        "level": "WARNING",
        "logger": "django.request",
        "request": response.headers["X-Request-ID"],
        "status": 404,
        "message": "Not Found: /guide/nothing-here/",
    }


def test_no_key_no_search_and_no_mail_address_is_told():
    texts = [
        "Referer checking failed - https://spa.example/book/secret/ does not match",
        "GET /search/?q=secret HTTP/1.1",
        "no answer from secret@visitor.example",
        "<secret+tag@visitor.example>: 550",
    ]

    told = [form.format(record("%s", text)) for form in FORMS for text in texts]

    assert [each for each in told if re.search(r"secret|visitor\.example", each)] == []


def test_a_line_stays_short_whatever_a_stranger_sends():
    told = [form.format(record("%s", "x" * 60_000)) for form in FORMS]

    assert max(map(len, told)) < 2200


def test_what_is_no_http_is_not_repeated():
    text = "Invalid request from ip=203.0.113.9: Invalid Request Line: 'secret'"

    told = Text().format(record(text, name="gunicorn.error"))

    assert "203.0.113.9" not in told and "secret" not in told


def test_a_stranger_cannot_write_a_line_of_their_own():
    forged = record("Not Found: %s", "/a\n2027 ERROR forged\x1b[2J\u2028")

    for told in [form.format(forged) for form in FORMS]:
        assert len(told.splitlines()) == 1
        assert "\x1b" not in told


def test_an_exception_does_not_tell_what_a_visitor_wrote():
    row = 'Failing row contains (1, "Ana Bell", pregnant).'
    for error in (
        IntegrityError(f"violates check constraint\nDETAIL: {row}"),
        DataError("value too long: Ana Bell"),
        OperationalError('fts5: syntax error near "Ana Bell"'),
        OperationalError(f"database is locked\nDETAIL: {row}"),
        SMTPRecipientsRefused({"ana@visitor.example": (550, b"No such person")}),
        ValueError("Field 'minutes' expected a number but got 'Ana Bell'."),
        KeyError("Ana Bell"),
        AttributeError("Bad\nAna Bell"),
    ):
        told = safe_traceback(raised(KeyError("late"), came_from=error))

        assert type(error).__name__ in told
        assert not re.search("Ana|ana@|pregnant", told), error


def test_an_exception_tells_what_is_wrong_with_the_site_and_where():
    for error in (
        OperationalError("database is locked"),
        OSError(28, "No space left on device"),
        AttributeError("'NoneType' object has no attribute 'start'"),
    ):
        told = safe_traceback(raised(error))

        assert str(error) in told
        assert f'File "{__file__}"' in told and "raise error" in told


def test_an_exception_that_comes_from_itself_is_told_once():
    first, second = KeyError("a"), IndexError("b")
    first.__context__, second.__context__ = second, first

    assert safe_traceback(first).count("KeyError") == 1


@pytest.fixture
def request_id(client, guide, settings):
    """The id of a request that came with one, behind so many proxies of ours."""

    def ask(given: str, proxies: int) -> str:
        settings.PROXIES = proxies
        headers = {"X-Request-ID": given} if given else {}
        return client.get("/book/", headers=headers).headers["X-Request-ID"]

    return ask


def test_each_request_has_an_id_of_its_own(request_id):
    assert len({request_id("", 0) for _ in range(3)}) == 3


def test_a_proxys_id_is_kept_and_that_of_a_stranger_does_not_count(request_id):
    assert request_id(PROXYS_ID, proxies=1) == PROXYS_ID

    ids = [request_id(PROXYS_ID, proxies=0)]
    for forged in ("short", "x" * 65, "forged line 1", "<b>12345"):
        ids.append(request_id(forged, proxies=1))

    assert [each for each in ids if not re.fullmatch(r"[0-9a-f]{12}", each)] == []


def test_a_page_for_everybody_bears_no_id_of_one_request(client, guide):
    for path in ("/", "/guide/ease-a-knot-now/", "/robots.txt", "/sitemap.xml"):
        assert "X-Request-ID" not in client.get(path).headers


@pytest.fixture
def mails():
    """Mails about errors go to the operator."""
    handler = ErrorMails([OPERATOR])
    handler.setFormatter(Text())
    handler.setLevel("ERROR")
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    mailed()


def mailed() -> list:
    """The mails, once all have gone out."""
    for thread in threading.enumerate():
        if thread.name == "error mail":
            thread.join(10)
    return mail.outbox


def fail(what: str = "The door is stuck") -> None:
    """Log an error of this kind."""
    logging.getLogger("booking").error(f"{what}: %s", "some detail")


def test_what_breaks_is_on_the_page_in_the_log_and_in_a_mail_by_one_number(
    client, guide, monkeypatch, log, mails
):
    new_form = "booking.views.book.new_form"
    monkeypatch.setattr(new_form, lambda typed, _: int(typed["name"]))
    client.raise_request_exception = False

    response = client.post("/book/", {"name": "Ana Bell", "note": "pregnant"})

    number = response.headers["X-Request-ID"]
    assert response.status_code == 500
    assert f"<strong>{number}</strong>" in response.content.decode()
    first, *_ = log.getvalue().splitlines()
    assert f"ERROR django.request [{number}] Internal Server Error: /book/" in first
    assert log.getvalue().rstrip().endswith("\nValueError")
    (message,) = mailed()
    assert message.to == [OPERATOR]
    assert "Internal Server Error: /book/" in message.subject
    assert number in message.body
    assert 'book.py", line' in message.body and "ValueError" in message.body
    assert not re.search("Ana|pregnant", message.body + log.getvalue())


def test_the_same_error_is_mailed_once_an_hour(mails):
    for _ in range(100):
        fail()
    assert len(mailed()) == 1

    # Its clock is the machine's, which no test may move: so the mail gets older.
    mails.sent[0] = (mails.sent[0][0] - 3601, mails.sent[0][1])
    fail()

    assert len(mailed()) == 2
    assert "99 more since the last mail" in mail.outbox[1].body


def test_a_site_where_everything_breaks_sends_a_handful_of_mails(mails):
    for number in range(1000):
        fail(f"Error {number}")

    assert len(mailed()) == 5


def test_no_warning_is_mailed_and_no_wrong_host_of_a_stranger(mails, client, db):
    logging.getLogger("booking").warning("It rains.")
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400

    assert mailed() == []


def test_a_mail_server_that_fails_is_no_error_to_be_mailed(mails, monkeypatch, caplog):
    def refuse(*args):
        raise ConnectionRefusedError(f"no way to {OPERATOR}")

    monkeypatch.setattr("knotcare.logs.error_mail.send_mail", refuse)

    fail()

    assert mailed() == []
    assert "mail about an error failed: ConnectionRefusedError" in caplog.text
    assert OPERATOR not in caplog.text


def test_nothing_is_mailed_unless_an_address_is_given():
    assert configuration("text", [])["root"]["handlers"] == ["console"]
    assert configuration("text", [OPERATOR])["root"]["handlers"] == ["console", "mails"]
