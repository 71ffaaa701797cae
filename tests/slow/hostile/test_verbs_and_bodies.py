"""Verbs and bodies that no form of ours sends: no crash, and nothing is changed."""

from itertools import product

import pytest
from django.test.client import FakePayload

from .addresses import ADDRESSES, PEOPLE, SENDABLE, faults, outcome

VERBS = ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "PURGE"]
VERBS += ["MOVE", "get", "POST ", "G\u0115T", "_"]
FORM = b"act=withdraw&seen=1&post=yes&_save=1&action=delete_selected"
CALLED_AN_ACT = [
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_X_METHOD_OVERRIDE": "POST"},
    {"HTTP_X_HTTP_METHOD": "PUT"},
    {"QUERY_STRING": "_method=delete&_delete=1&_save=1"},
]


@pytest.mark.parametrize("person", PEOPLE)
def test_a_verb_that_is_not_meant_changes_nothing(house, person):
    pages = [house.real(address) for address in ADDRESSES]

    asked = [(verb, page, {}) for page, verb in product(pages, VERBS)]

    assert faults(house.sign_in(person), asked) == []


@pytest.mark.parametrize("person", PEOPLE)
def test_head_shows_what_get_would(house, person):
    client = house.sign_in(person)
    for address in ADDRESSES:
        path = house.real(address)
        status, _ = outcome(client, "GET", path)

        shown, written = outcome(client, "HEAD", path)

        # Django's own login page leads who is signed in elsewhere by GET alone.
        assert shown in (status, 405) or address == "/admin/login/", address
        assert written == [], address


def test_a_look_can_not_be_called_an_act_and_a_form_in_it_makes_none(house):
    pages = [house.real(address) for address in ADDRESSES]
    asked = [("GET", page, how) for page, how in product(pages, CALLED_AN_ACT)]
    for page in pages:
        with_form = {
            "wsgi.input": FakePayload(FORM),
            "CONTENT_LENGTH": str(len(FORM)),
            "CONTENT_TYPE": TYPED,
        }
        asked.append(("GET", page, with_form))

    assert faults(house.sign_in("owner"), asked) == []


TYPED, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
MANY = 10_000


def part(number: int, file: bytes = b"") -> bytes:
    name = b'--x\r\nContent-Disposition: form-data; name="f%d"%s\r\n\r\n'
    return name % (number, file) + b"a\r\n"


def parts(count: int, file: bytes = b"") -> bytes:
    return b"".join(part(number, file) for number in range(count)) + b"--x--\r\n"


BODIES = {
    "too many bytes": (TYPED, b"name=" + b"a" * 3_000_000),
    "too many fields": (TYPED, b"&".join([b"name=a"] * MANY)),
    "too many parts": (PARTS, parts(MANY)),
    "too many files": (PARTS, parts(MANY, b'; filename="a"')),
    "a part that is too large": (PARTS, part(1)[:-3] + b"a" * 3_000_000),
    "a part of endless fields": (PARTS, b"--x\r\n" + b"A: b\r\n" * MANY + b"\r\na"),
    "parts without an end": (PARTS, b"--x\r\nContent-Disposition: form-data"),
    "parts within parts": (
        PARTS,
        b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\na" * 99,
    ),
    "a boundary of nothing": ("multipart/form-data; boundary=", part(1)),
    "a boundary of a kilobyte": (f"multipart/form-data; boundary={'x' * 1024}", b"a"),
    "a base64 part of nonsense": (
        PARTS,
        b'--x\r\nContent-Disposition: form-data; name="act"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n=\xff=a\r\n--x--\r\n",
    ),
    "a file with a path for a name": (
        PARTS,
        parts(1, b'; filename="../../../etc/cron.d/evil\0.webp"'),
    ),
    "NULs": (TYPED, b"name=%00&act=%00&seen=%00&body=%00&q=%00&_save=%00"),
    "no UTF-8": (TYPED, b"name=%ff&act=%c0%af&seen=%ed%a0%80&\xff\xfe=\xff"),
    "half signs": (TYPED, b"name=%u0000&act=%&seen=%2&=&&&;"),
    "XML": (
        "application/xml",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///">]><a>&b;</a>',
    ),
    "JSON": ("application/json", b'{"act": {"$ne": 1}, "seen": [[[[' + b"[" * MANY),
    "bytes": ("application/octet-stream", bytes(range(256)) * 99),
    "no kind at all": ("", b"name=a"),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_hostile_body_is_answered_and_leaves_nothing_behind(house, person):
    client, wrong = house.sign_in(person), {}
    for address in SENDABLE:
        path = house.real(address)
        _, by_a_button = outcome(client, "POST", path, b"a=a", TYPED)
        for case, (kind, body) in BODIES.items():
            status, written = outcome(client, "POST", path, body, kind)
            if status >= 500 or (written and not by_a_button):
                wrong[address, case] = status, written

    assert wrong == {}
