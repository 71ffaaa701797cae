"""Bodies that no browser sends, to every address that takes a form: no crash, no trace."""

import pytest

from .addresses import PEOPLE, SENDABLE, outcome

TYPED, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
MANY = 10_000


def part(number: int, file: bytes = b"") -> bytes:
    name = b'--x\r\nContent-Disposition: form-data; name="f%d"%s\r\n\r\n'
    return name % (number, file) + b"a\r\n"


BODIES = {
    "too many bytes": (TYPED, b"name=" + b"a" * 3_000_000),
    "too many fields": (TYPED, b"&".join([b"name=a"] * MANY)),
    "too many parts": (PARTS, b"".join(map(part, range(MANY))) + b"--x--\r\n"),
    "too many files": (
        PARTS,
        b"".join(part(n, b'; filename="a"') for n in range(MANY)) + b"--x--\r\n",
    ),
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
        part(1, b'; filename="../../../etc/cron.d/evil\0.webp"') + b"--x--\r\n",
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


@pytest.mark.parametrize("case", BODIES)
@pytest.mark.parametrize("person", PEOPLE)
def test_a_hostile_body_is_answered_and_leaves_nothing_behind(house, person, case):
    client, wrong = house.sign_in(person), {}
    kind, body = BODIES[case]
    for address in SENDABLE:
        path = house.real(address)
        _, by_a_button = outcome(client, "POST", path, b"a=a", TYPED)
        status, written = outcome(client, "POST", path, body, kind)
        if status >= 500 or (written and not by_a_button):
            wrong[address] = status, written

    assert wrong == {}
