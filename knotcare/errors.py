"""The page of something that broke. It needs no database and no static file, and it keeps
what was sent, to be sent again."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from articles.utils.standalone_html import own_policy
from booking.forms.summary import typed
from booking.models import Spa

from .middleware.request_id import current_id

RETRY_AFTER = 60  # seconds
# Whose forms bear nothing of accounts, as there are passwords.
DESK_FORMS = ("admin:articles_", "admin:booking_")
OF_OUR_ROWS = (*DESK_FORMS, "booking:")


def server_error(request: HttpRequest) -> HttpResponse:
    """503 where the database didn't do its part, 500 where we don't know better."""
    is_down = is_of_the_database(sys.exception())
    sent = sent_by(request)
    name = view_name(request)
    is_booking, is_admin = name.startswith("booking:"), name.startswith("admin:")
    # No context processor is asked: they read the database. The form bears the token that
    # was sent, never a new one, so that what another site has sent is refused again.
    context = {
        "request_id": current_id.get(),
        "spa": None if is_admin else Spa.objects.last_seen(),
        "is_post": request.method == "POST",
        "is_once": is_booking,
        "fields": [(name, value) for name, many in sent.lists() for value in many],
        "typed": typed(sent) if is_booking else [],
    }
    response = render(None, "500.html", context, status=503 if is_down else 500)
    if is_down:
        response.headers["Retry-After"] = RETRY_AFTER
    form_action = "'self'" if sent else "'none'"
    policy = own_policy(response.content.decode(), form_action)
    response.headers["Content-Security-Policy"] = policy
    add_never_cache_headers(response)
    return response


def is_of_the_database(error: BaseException | None) -> bool:
    """Whether the database could not be used, rather than was used wrongly: it is locked,
    full, gone, damaged or doesn't answer (PEP 249, exceptions)."""
    return (
        isinstance(error, OperationalError | InterfaceError)
        or type(error) is DatabaseError
    )


def sent_by(request: HttpRequest) -> QueryDict:
    """What was sent and may be shown again: to the guide and the spa. Nothing of accounts,
    as there are passwords, and nothing where files came with it, as they can't be kept."""
    if view_name(request).startswith(OF_OUR_ROWS) and not request.FILES:
        return request.POST
    return QueryDict()


def view_name(request: HttpRequest) -> str:
    """As `admin:booking_spa_change`; empty where it went to none."""
    return request.resolver_match.view_name if request.resolver_match else ""
