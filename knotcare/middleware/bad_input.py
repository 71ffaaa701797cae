"""What is sent to the site: how much of it is read, and which characters of it."""

from collections.abc import Callable, Iterator
from itertools import chain

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from articles.utils.text import NOT_TEXT

from ..views import bad_request

MOST_OF_A_VISITOR = 100_000  # bytes; a note of 1,000 characters may be 12,000
UNASKABLE = (DatabaseError, FieldDoesNotExist, IndexError, OverflowError, ValueError)
OF_EDITORS = ("/admin/", "/markdownx/")  # Django's own limit counts no pictures


class BadInputMiddleware:
    """Refuses what is more than any form needs before it is read, and takes out of the
    rest what is no text."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.headers.get("Content-Length", "")
        is_too_big = size.isdecimal() and int(size) > MOST_OF_A_VISITOR
        if is_too_big and not request.path_info.startswith(OF_EDITORS):
            return bad_request(request)
        request.GET, request.POST = text_of(request.GET), text_of(request.POST)
        request.COOKIES = {
            name: value
            for name, value in request.COOKIES.items()
            if not NOT_TEXT.search(value)
        }
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception):
        """A query that a page of the desk can't be asked leads back to the page without
        one, as Django does with filters that it knows to be wrong. If that fails too, the
        query was not to blame."""
        view = request.resolver_match.view_name
        is_action = request.method == "POST" and view.endswith("_changelist")
        is_asked = (request.method == "GET" or is_action) and set(request.GET) - {"e"}
        if view.startswith("admin:") and is_asked and isinstance(error, UNASKABLE):
            if is_action:
                messages.error(
                    request, "Nothing was done. Choose again from this list."
                )
            return HttpResponseRedirect(f"{request.path}?e=1")
        return None


def words_of(sent: QueryDict) -> Iterator[str]:
    """All names and values."""
    return chain.from_iterable([name, *values] for name, values in sent.lists())


def text_of(sent: QueryDict) -> QueryDict:
    """The same without what is no text."""
    if not any(map(NOT_TEXT.search, words_of(sent))):
        return sent
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        texts = [NOT_TEXT.sub("", value) for value in values]
        kept.setlist(NOT_TEXT.sub("", name), texts)
    return kept
