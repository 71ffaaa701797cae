"""What the log tells, and what it does not tell."""

import io
import json
import logging
import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.db import DataError, IntegrityError, OperationalError

from knotcare.logs.formatters import Json, Text
from knotcare.logs.untold import safe_traceback


@pytest.fixture
def log():
    """What the site writes to standard error."""
    handlers = logging.getLogger().handlers
    handler = next(each for each in handlers if each.name == "console")
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def record(message: str, *args, name="booking", error=None, level=logging.ERROR):
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, level, __file__, 1, message, args, info)


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


@pytest.mark.parametrize(
    "path",
    [
        "/book/a-secret-key/",
        "/book/calendar/a-secret-key.ics",
        "/preview/a-secret-key/",
        "/desk/a-secret-key/more",
    ],
)
def test_the_key_of_a_private_page_stays_out_of_the_log(client, guide, log, path):
    client.get(path)

    assert f"Not Found: /{path.split('/')[1]}/" in log.getvalue()
    assert "secret" not in log.getvalue()


def test_any_other_address_is_in_the_log(client, guide, log):
    client.get("/guide/nothing-here/")

    assert "Not Found: /guide/nothing-here/" in log.getvalue()


def test_a_line_says_when_how_bad_where_and_for_which_request(client, guide, log):
    response = client.get("/guide/nothing-here/")

    (line,) = log.getvalue().splitlines()
    pattern = r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING django.request \[(\w{12})\] .+"
    assert re.fullmatch(pattern, line)[1] == response.headers["X-Request-ID"]


def test_a_program_reads_one_object_in_each_line(client, guide, monkeypatch, log):
    handler = next(h for h in logging.getLogger().handlers if h.name == "console")
    monkeypatch.setattr(handler, "formatter", Json())

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


@pytest.mark.parametrize("form", [Text(), Json()])
@pytest.mark.parametrize(
    "text",
    [
        "Referer checking failed - https://spa.example/book/secret/ does not match",
        "GET /search/?q=secret HTTP/1.1",
        "no answer from secret@visitor.example",
        "<secret+tag@visitor.example>: 550",
    ],
)
def test_no_key_no_search_and_no_mail_address_is_told(form, text):
    told = form.format(record("%s", text))

    assert "secret" not in told and "visitor.example" not in told


def test_what_is_no_http_is_not_repeated():
    text = "Invalid request from ip=203.0.113.9: Invalid Request Line: 'secret'"

    told = Text().format(record(text, name="gunicorn.error"))

    assert "203.0.113.9" not in told and "secret" not in told


@pytest.mark.parametrize("form", [Text(), Json()])
def test_a_stranger_cannot_write_a_line_of_their_own(form):
    told = form.format(record("Not Found: %s", "/a\n2027 ERROR forged\x1b[2J\u2028"))

    assert len(told.splitlines()) == 1
    assert "\x1b" not in told


ROW = 'Failing row contains (1, "Ana Bell", pregnant).'
MISTYPED = {"ana@visitor.example": (550, b"No such person")}


@pytest.mark.parametrize(
    "error",
    [
        IntegrityError(f"violates check constraint\nDETAIL: {ROW}"),
        DataError("value too long: Ana Bell"),
        OperationalError('fts5: syntax error near "Ana Bell"'),
        OperationalError(f"database is locked\nDETAIL: {ROW}"),
        SMTPRecipientsRefused(MISTYPED),
        ValueError("Field 'minutes' expected a number but got 'Ana Bell'."),
        KeyError("Ana Bell"),
        AttributeError("Bad\nAna Bell"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_exception_does_not_tell_what_a_visitor_wrote(error):
    told = safe_traceback(raised(KeyError("late"), came_from=error))

    assert type(error).__name__ in told
    for secret in ("Ana", "ana@", "pregnant"):
        assert secret not in told


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("database is locked"),
        OSError(28, "No space left on device"),
        AttributeError("'NoneType' object has no attribute 'start'"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_exception_tells_what_is_wrong_with_the_site_and_where(error):
    told = safe_traceback(raised(error))

    assert str(error) in told
    assert f'File "{__file__}"' in told and "raise error" in told


def test_an_exception_that_comes_from_itself_is_told_once():
    first, second = KeyError("a"), IndexError("b")
    first.__context__, second.__context__ = second, first

    assert safe_traceback(first).count("KeyError") == 1


@pytest.fixture
def broken(monkeypatch, client):
    """A site on which a page breaks; the client sees what a visitor sees."""
    monkeypatch.setattr("booking.views.book.new_form", lambda *args: 1 / 0)
    client.raise_request_exception = False
    return client


def test_who_meets_an_error_has_the_number_that_is_in_the_log(broken, guide, log):
    response = broken.get("/book/")

    number = response.headers["X-Request-ID"]
    assert response.status_code == 500
    assert f"<strong>{number}</strong>" in response.content.decode()
    first, *_ = log.getvalue().splitlines()
    assert f"ERROR django.request [{number}] Internal Server Error: /book/" in first
    assert log.getvalue().rstrip().endswith("\nZeroDivisionError")
