"""What can't be read is refused before Django reads it: a text in another charset than
UTF-8, and a request that names no host."""

from collections.abc import Callable, Iterable

from django.http import HttpResponseBadRequest
from django.utils.http import parse_header_parameters

ONLY_UTF8 = b"Only UTF-8 is read.\n"
WITHOUT_HOST = b"Say which host you ask.\n"


def only_readable(application: Callable) -> Callable:
    """A WSGI application that answers 400 to all else (PEP 3333).

    Django would decode the query and the form by the charset that is named, and a codec
    that is none for text (“hex”) breaks it before any of its own handlers can answer. In
    HTTP/1.1 each request has a Host (RFC 9112, section 3.2); Django would make one up.
    """

    def guarded(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if not (reason := why_unreadable(environ)):
            return application(environ, start_response)
        headers = {
            "Content-Type": "text/plain",
            "Content-Length": f"{len(reason)}",
            "X-Content-Type-Options": "nosniff",
        }
        # Like each answer of Django, it can be closed.
        refusal = HttpResponseBadRequest(reason, headers=headers)
        start_response("400 Bad Request", [*refusal.items()])
        return refusal

    return guarded


def why_unreadable(environ: dict) -> bytes:
    """What is said to who sent it; empty where it can be read."""
    if "HTTP_HOST" not in environ and environ["SERVER_PROTOCOL"] == "HTTP/1.1":
        return WITHOUT_HOST
    _, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    is_utf8 = parameters.get("charset", "utf-8").lower() in ("utf-8", "utf8")
    return b"" if is_utf8 else ONLY_UTF8
