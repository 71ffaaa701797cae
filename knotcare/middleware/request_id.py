"""A request's id: on every line of the log that it causes, on its answer, and on the
page that says that something broke."""

import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[\w-]{8,64}", re.ASCII)

current_id: ContextVar[str] = ContextVar("current_id", default="")


class RequestIdMiddleware:
    """Names each request. What others may be given again bears no id of one request."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = given_id(request) or secrets.token_hex(6)
        token = current_id.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            current_id.reset(token)
        if "public" not in response.get("Cache-Control", ""):
            response.headers[HEADER] = request.id
        return response


def given_id(request: HttpRequest) -> str:
    """The id that a proxy of ours gave to the request; a stranger's counts not."""
    given = request.headers.get(HEADER, "")
    return given if settings.PROXIES and WELL_FORMED.fullmatch(given) else ""


def id_of(record: logging.LogRecord) -> str:
    """The id of the request that caused a line of the log, empty where none did."""
    # Django logs a refusal after the request has left all middleware.
    refused = getattr(record, "request", None)
    return current_id.get() or getattr(refused, "id", "")
