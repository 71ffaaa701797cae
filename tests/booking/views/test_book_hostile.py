"""Hostile input: always a clear answer, never a crash, never half a request."""

from urllib.parse import urlencode

import pytest
from django.db import connection

from booking.models import BookingRequest, HistoryEntry, OutboxMail, Wish

from ..form import PAGE, address, ask, form_key, typed

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="name"'

# Refused, with what was typed still there.
REFUSED = {
    "a huge name": {"name": "x" * 90_000},
    "a huge note": {"note": "x" * 90_000},
    "a huge mail address": {"email": "x" * 90_000 + "@visitor.example"},
    "a huge phone number": {"email": "", "phone": "7" * 90_000},
    "a name of nothing that shows": {"name": "\u202e\u200e\x00\r\n\t"},
    "a header in the mail address": {"email": "a@x.example\r\nBcc: b@x.example"},
    "a second mail address": {"email": "a@x.example,b@x.example"},
    "a service of another type": {"service": "neck"},
    "a service that is no number of ours": {"service": "9" * 30},
    "a service of very many digits": {"service": "9" * 10_000},
    "a negative service": {"service": "-1"},
    "a service with a NUL": {"service": "1\x00'"},
    "an unknown area": {"area": "' OR 1=1 --"},
    "an area with a NUL": {"area": "so\x00ul"},
    "the first day of all": {"day_1": "0001-01-01"},
    "the last day of all": {"day_1": "9999-12-31"},
    "a day after all days": {"day_1": "99999-12-31"},
    "yesterday": {"day_1": "2027-02-28"},
    "a day that there is not": {"day_1": "2027-02-30"},
    "a day of another type": {"day_1": "[]"},
    "another day that is none": {"day_1": "other", "other_day_1": "\x00"},
    "another day in Arabic digits": {"day_1": "other", "other_day_1": "٠٠٠١-٠١-٠١"},
    "a part that there is not": {"part_1": "midnight"},
    "a wish of nonsense": {"day_3": "{}", "part_3": "\x00", "other_day_3": "\x1b"},
}

# Taken, cleaned of what nobody types.
TAKEN = {
    "O’Brien": "O’Brien",
    "José Ñáñez-Łukasiewicz": "José Ñáñez-Łukasiewicz",
    "Jose\u0301": "José",
    "李": "李",
    "محمد": "محمد",
    "नी\u200dता": "नी\u200dता",
    "O'Brien; DROP TABLE": "O'Brien; DROP TABLE",
    "  Ana \t Bell ": "Ana Bell",
    "Ana\r\nBcc: all@x.example": "Ana Bcc: all@x.example",
    "Ana\x00\x1b[31m Bell": "Ana[31m Bell",
    "\u202eecilA\u202c": "ecilA",
    "Ana\u2028Bell": "Ana Bell",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "=HYPERLINK(0)": "=HYPERLINK(0)",
    "x" * 80: "x" * 80,
}

pytestmark = pytest.mark.usefixtures("spa", "clock")


def assert_nothing_is_stored() -> None:
    for model in (BookingRequest, Wish, HistoryEntry, OutboxMail):
        assert not model.objects.exists()


def test_what_can_not_be_is_refused(client, subtests):
    for case, typed_in in REFUSED.items():
        with subtests.test(case):
            answer = ask(client, **typed_in)

            assert answer.status_code == 422
            assert "Error: " in answer.content.decode()
            assert_nothing_is_stored()


def test_names_are_kept_and_tricks_are_not(client, subtests):
    for name, kept in TAKEN.items():
        with subtests.test(name=name):
            page = client.get(ask(client, name=name).url).content.decode()

            assert BookingRequest.objects.latest("pk").name == kept
            assert "<script>" not in page
            assert not {"\x00", "\x1b", "\u202e"} & {*page}


def test_a_note_keeps_its_lines_and_nothing_that_does_not_show(client):
    ask(client, note="One\r\n\r\nTwo\x00\u202e\r\nThree\u2029Four")

    assert BookingRequest.objects.get().note == "One\n\nTwo\nThree\nFour"


def test_the_check_page_escapes_what_was_typed(client):
    answer = client.post(PAGE, typed(name='"><script>alert(1)</script>', note="</dl>"))

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
    assert "&lt;/dl&gt;" in answer.content.decode()


def test_of_repeated_fields_one_counts(client, clock):
    fields = typed(form_key=form_key(client), send="1")
    clock.shift(60)
    body = urlencode([*fields.items(), *fields.items(), ("name", "Cy"), ("x[]", "1")])

    client.post(PAGE, body, content_type=FORM)

    assert BookingRequest.objects.get().name == "Cy"


BODIES = {
    "nothing": (b"", FORM),
    "invalid UTF-8": (b"name=%FF%FE&note=\xff\xfe&service=%C0%80", FORM),
    "half a percent": (b"name=%&service=%2&day_1=%zz", FORM),
    "only separators": (b"&&==&;&=&", FORM),
    "lone surrogates": (b"name=%ED%A0%80", FORM),
    "too many fields": (b"&".join([b"x=1"] * 2000), FORM),
    "too much": (b"note=" + b"x" * 3_000_000, FORM),
    "JSON": (b'{"name": ["Ana"]}', "application/json"),
    "no boundary": (b"name=Ana", "multipart/form-data"),
    "a broken part": (b"--x\r\nContent-Dis", PARTS),
    "a file as a name": (
        PART + b'; filename="a"\r\nContent-Type: text/plain\r\n\r\nAna\r\n--x--\r\n',
        PARTS,
    ),
    "no type at all": (b"name=Ana", ""),
}


def test_a_raw_body_is_answered_and_stores_nothing(client, subtests):
    client.raise_request_exception = False

    for case, (body, content_type) in BODIES.items():
        with subtests.test(case):
            answer = client.generic("POST", PAGE, body, content_type=content_type)

            assert 400 <= answer.status_code < 500
            assert_nothing_is_stored()


def test_a_body_that_ends_early_stores_nothing(client):
    body = urlencode(typed(form_key=form_key(client), send="1")).encode()

    for length in range(0, body.index(b"send"), 7):
        answer = client.generic("POST", PAGE, body[:length], content_type=FORM)
        assert answer.status_code in (200, 422)  # to check, or to mend

    assert_nothing_is_stored()


def test_no_other_method_is_known(client, make_request):
    for page in (PAGE, address(make_request())):
        for method in (client.put, client.delete, client.patch):
            assert method(page).status_code == 405


def test_a_crash_while_storing_leaves_nothing_half(client, monkeypatch):
    monkeypatch.setattr(
        "booking.workflow.submit.notify",
        lambda *_, **__: connection.cursor().execute("NO"),
    )
    client.raise_request_exception = False

    assert ask(client).status_code == 503
    assert_nothing_is_stored()
