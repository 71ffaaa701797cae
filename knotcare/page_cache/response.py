"""A finished answer: a page with its headers, compressed once for each content coding."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from django.utils.http import parse_etags

from .compression import ENCODERS, IDENTITY, best_encoding

Headers = list[tuple[str, str]]

# What makes an answer depend on who asks, how and what they have already.
OF_THE_CLIENT = {
    *("HTTP_COOKIE", "HTTP_ACCEPT_ENCODING", "HTTP_RANGE", "HTTP_IF_RANGE"),
    *("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH"),
    *("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"),
}
# What a 304 must repeat (RFC 9110, section 15.4.5).
OF_A_304 = {"Cache-Control", "ETag", "Vary"}


class Variant(NamedTuple):
    """A page in one content coding."""

    etag: str
    headers: Headers
    headers_of_304: Headers
    body: bytes


@dataclass
class Page:
    """What the handler answered to a GET of nobody in particular."""

    status: str
    headers: Headers
    body: bytes
    variants: dict[str, Variant] = field(default_factory=dict)

    @classmethod
    def made_by(cls, handler: Callable, environ: dict) -> "Page":
        started = []
        asked = {key: environ[key] for key in environ.keys() - OF_THE_CLIENT}
        answer = handler(
            asked | {"REQUEST_METHOD": "GET"}, lambda *given: started.append(given)
        )
        try:
            body = b"".join(answer)
        finally:
            answer.close()
        status, headers, *_ = started[0]
        return cls(status, headers, body)

    @property
    def is_found(self) -> bool:
        return self.status == "200 OK"

    @property
    def is_for_everybody(self) -> bool:
        """Whether it may be kept: a whole page that says so itself (RFC 9111, section 3),
        sets no cookie, and differs by nothing but its coding."""
        names = {name.lower(): value.lower() for name, value in self.headers}
        return (
            self.is_found
            and "public" in names.get("cache-control", "")
            and "set-cookie" not in names
            and names.get("vary", "accept-encoding") == "accept-encoding"
        )

    def answer(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        variant = self.variant(best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and self.is_found and is_known(variant.etag, known):
            start_response("304 Not Modified", variant.headers_of_304.copy())
            return []
        start_response(self.status, variant.headers.copy())
        return [variant.body] if environ["REQUEST_METHOD"] == "GET" else []

    def variant(self, encoding: str) -> Variant:
        return self.variants.get(encoding) or self.variants.setdefault(
            encoding, self.encoded(encoding)
        )

    def encoded(self, encoding: str) -> Variant:
        body = ENCODERS[encoding](self.body)
        etag = f'"{sha256(body).hexdigest()[:16]}"'
        headers = [each for each in self.headers if each[0] != "Content-Length"]
        headers += [("Content-Length", f"{len(body)}"), ("ETag", etag)]
        if not any(name == "Vary" for name, _ in headers):
            headers += [("Vary", "Accept-Encoding")]
        if encoding != IDENTITY:
            headers += [("Content-Encoding", encoding)]
        brief = [each for each in headers if each[0] in OF_A_304]
        return Variant(etag, headers, brief, body)


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether the client has what bears this tag, by the weak comparison (RFC 9110,
    section 13.1.2)."""
    known = [each.removeprefix("W/") for each in parse_etags(if_none_match)]
    return etag in known or "*" in known
