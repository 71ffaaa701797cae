"""Requests as a WSGI server hands them on (PEP 3333), and what comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from wsgiref.util import setup_testing_defaults

from django.conf import settings


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    application: Callable, path="/", method="GET", content_type="", **headers
) -> Answer:
    """What `application` answers; headers by their names, `accept_encoding="br"`."""
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "HTTP_HOST": settings.SITE.netloc,
        "REMOTE_ADDR": "127.0.0.1",
    } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    started = []
    chunks = application(environ, lambda *given: started.append(given))
    try:
        body = b"".join(chunks)
    finally:
        getattr(chunks, "close", lambda: None)()
    status, given, *_ = started[0]
    headers = dict(given)
    headers.pop("X-Request-ID", None)  # each request has its own
    return Answer(int(status.split()[0]), headers, body)
