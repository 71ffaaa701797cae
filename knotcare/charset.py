"""What is sent is UTF-8, as browsers send it, or is refused before Django reads it."""

from collections.abc import Callable, Iterable

from django.http import HttpResponseBadRequest
from django.utils.http import parse_header_parameters

REFUSAL = b"Only UTF-8 is read.\n"


def only_utf8(application: Callable) -> Callable:
    """A WSGI application that answers 400 where another charset is named (PEP 3333).

    Django would decode the query and the form by it, and a codec that is none for text
    (“hex”) breaks it before any of its own handlers can answer.
    """

    def guarded(environ: dict, start_response: Callable) -> Iterable[bytes]:
        _, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        if parameters.get("charset", "utf-8").lower() in ("utf-8", "utf8"):
            return application(environ, start_response)
        headers = {
            "Content-Type": "text/plain",
            "Content-Length": f"{len(REFUSAL)}",
            "X-Content-Type-Options": "nosniff",
        }
        # Like each answer of Django, it can be closed.
        refusal = HttpResponseBadRequest(REFUSAL, headers=headers)
        start_response("400 Bad Request", [*refusal.items()])
        return refusal

    return guarded
