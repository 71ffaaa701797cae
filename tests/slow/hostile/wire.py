"""HTTP as it stands on the wire, for what no client library would send."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress

HOST = b"Host: 127.0.0.1\r\n"
CLOSE = b"Connection: close\r\n"
STATUS = re.compile(rb"^HTTP/1\.[01] (\d{3}) ", re.MULTILINE)


def request(
    line: bytes = b"GET /robots.txt HTTP/1.1",
    *fields: bytes,
    host: bytes = HOST,
    body: bytes = b"",
) -> bytes:
    """A request that asks the server to close afterwards, and is right but for what is
    given."""
    head = b"".join(field + b"\r\n" for field in fields)
    return line + b"\r\n" + host + CLOSE + head + b"\r\n" + body


def form(path: bytes, *fields: bytes, body: bytes = b"") -> bytes:
    """A POST whose length or coding is among `fields`."""
    kind = b"Content-Type: application/x-www-form-urlencoded"
    return request(b"POST %s HTTP/1.1" % path, kind, *fields, body=body)


def send(port: int, data: bytes, seconds: float = 30) -> bytes:
    """All that is answered to `data` until the server closes the connection.

    Raises TimeoutError where it goes on waiting.
    """
    return b"".join(pieces(port, data, seconds))


def pieces(port: int, data: bytes, seconds: float = 30) -> Iterator[bytes]:
    """The answer as it comes."""
    with socket.create_connection(("127.0.0.1", port), seconds) as connection:
        # A server that refuses early closes before it has read all.
        with suppress(ConnectionResetError, BrokenPipeError):
            connection.sendall(data)
        with suppress(ConnectionResetError):
            while piece := connection.recv(65536):
                yield piece


def statuses(answer: bytes) -> list[int]:
    """The status of each answer."""
    return [int(status) for status in STATUS.findall(answer)]


def status(port: int, data: bytes) -> int:
    """The one answer to `data`."""
    (only,) = statuses(send(port, data))
    return only
