"""Requests as a WSGI server hands them on (PEP 3333), and what comes back."""

import io
from collections.abc import Callable
from dataclasses import dataclass

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
    application: Callable, path: str = "/", method: str = "GET", **headers
) -> Answer:
    """What `application` answers; headers by their names, `accept_encoding="br"`."""
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": settings.SITE.netloc,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
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
