"""A line to the site as a browser has it: kept open between requests, with its cookies."""

import http.client
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import NamedTuple

from .visitors import NoAnswer

BROKEN = (OSError, http.client.HTTPException)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


class Break(NamedTuple):
    """A request without an answer, from when to when (seconds of the monotonic clock)."""

    began: float
    ended: float
    error: str


class Line:
    """The line of someone at an address of their own, behind one proxy."""

    def __init__(self, port: int, number: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.number, self.cookies = number, SimpleCookie()
        self.address = f"10.0.{number // 256}.{number % 256}"
        self.breaks: list[Break] = []

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Answer:
        """The whole answer, which is no error of the server. Raises NoAnswer."""
        began = time.monotonic()
        headers |= {"Content-Type": FORM} if body else {}
        try:
            response = self.begin(method, path, body, headers)
            answer = Answer(response.status, response.headers, response.read())
        except BROKEN as error:
            self.connection.close()
            self.breaks.append(Break(began, time.monotonic(), type(error).__name__))
            raise NoAnswer from error
        assert answer.status < 500, (method, path, answer.status, answer.text)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return answer

    def begin(self, method: str, path: str, body: str, headers: dict):
        """Send a request. A GET that an idle connection swallowed is sent once more on a
        new one (RFC 9112, section 9.3.1)."""
        if method != "GET":
            self.connection.close()
        was_idle = self.connection.sock is not None
        cookies = "; ".join(f"{key}={each.value}" for key, each in self.cookies.items())
        headers = headers | {"Cookie": cookies, "X-Forwarded-For": self.address}
        try:
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()
        except BROKEN:
            self.connection.close()
            if not was_idle:
                raise
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()

    def close(self) -> None:
        self.connection.close()
