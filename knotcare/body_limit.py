"""How much a visitor may send: what the largest form needs, in every script, and no file.
Django's own limit is for the texts of editors, and counts no files."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

MOST_OF_A_VISITOR = 100_000  # bytes; a note of 1,000 characters may be 12,000
OF_EDITORS = ("/admin/", "/markdownx/")


class BodyLimit:
    """Refuses a request before anything reads its body. Raises RequestDataTooBig."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.headers.get("Content-Length", "")
        is_too_big = size.isdecimal() and int(size) > MOST_OF_A_VISITOR
        if is_too_big and not request.path_info.startswith(OF_EDITORS):
            raise RequestDataTooBig(f"{size[:20]} bytes are more than any form needs.")
        return self.get_response(request)
