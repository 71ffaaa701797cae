"""What breaks is mailed to whoever runs the site: once, and without a word about anybody."""

import logging
import threading

import pytest
from django.core import mail

from knotcare.logs import configuration
from knotcare.logs.formatters import Text
from knotcare.logs.mails import ErrorMails

OPERATOR = "operator@spa.example"


@pytest.fixture
def handler():
    handler = ErrorMails([OPERATOR])
    handler.setFormatter(Text())
    handler.setLevel("ERROR")
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    wait_for_mails()


def wait_for_mails() -> None:
    for thread in threading.enumerate():
        if thread.name == "error mail":
            thread.join(10)


def mailed() -> list:
    wait_for_mails()
    return mail.outbox


def fail(what: str, logger="booking") -> None:
    """Log an error of this kind."""
    logging.getLogger(logger).error(f"{what}: %s", "some detail")


def test_an_error_is_mailed_with_its_place_and_no_values(
    handler, client, guide, monkeypatch
):
    monkeypatch.setattr(
        "booking.views.book.new_form", lambda typed, _: int(typed["name"])
    )
    client.raise_request_exception = False

    response = client.post("/book/", {"name": "Ana Bell", "note": "pregnant"})

    (message,) = mailed()
    assert message.to == [OPERATOR]
    assert "Internal Server Error: /book/" in message.subject
    assert response.headers["X-Request-ID"] in message.body
    assert 'book.py", line' in message.body and "ValueError" in message.body
    assert "Ana" not in message.body and "pregnant" not in message.body


def test_the_same_error_is_mailed_once_an_hour(handler):
    for _ in range(100):
        fail("The door is stuck")
    assert len(mailed()) == 1

    # Its clock is the machine's, which no test may move: so the mail gets older.
    handler.sent[0] = (handler.sent[0][0] - 3601, handler.sent[0][1])
    fail("The door is stuck")

    assert len(mailed()) == 2
    assert "99 more since the last mail" in mail.outbox[1].body


def test_a_site_where_everything_breaks_sends_a_handful_of_mails(handler):
    for number in range(1000):
        fail(f"Error {number}")

    assert len(mailed()) == 5


def test_a_warning_is_not_mailed(handler):
    logging.getLogger("booking").warning("It rains.")

    assert mailed() == []


def test_a_stranger_cannot_send_mails_by_a_wrong_host(handler, client, db):
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400

    assert mailed() == []


def test_a_mail_server_that_fails_is_no_error_to_be_mailed(
    handler, monkeypatch, caplog
):
    def refuse(*args):
        raise ConnectionRefusedError(f"no way to {OPERATOR}")

    monkeypatch.setattr("knotcare.logs.mails.send_mail", refuse)

    fail("The door is stuck")
    wait_for_mails()

    assert "mail about an error failed: ConnectionRefusedError" in caplog.text
    assert OPERATOR not in caplog.text


@pytest.mark.parametrize(("errors_to", "count"), [([], 1), ([OPERATOR], 2)])
def test_nothing_is_mailed_unless_an_address_is_given(errors_to, count):
    assert len(configuration("text", errors_to)["root"]["handlers"]) == count
