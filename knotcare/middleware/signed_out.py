"""A form of the desk whose sender was signed out meanwhile, or has signed in again since
it was opened: nothing is saved, and nothing that was typed is lost."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import admin
from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from ..errors import DESK_FORMS, view_name


class SignedOutMiddleware:
    """In place of the way to the sign-in page, on which what was sent would be dropped."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_led_away = response.status_code == 302 and can_be_sent_again(request)
        return (
            not_saved(request) if is_led_away and not may_enter(request) else response
        )


def may_enter(request: HttpRequest) -> bool:
    return admin.site.has_permission(request)


def can_be_sent_again(request: HttpRequest) -> bool:
    """Whether a form of the desk was sent, by a page of ours."""
    is_of_the_desk = view_name(request).startswith(DESK_FORMS)
    return request.method == "POST" and is_of_the_desk and is_from_here(request)


def is_from_here(request: HttpRequest) -> bool:
    """As the browser tells. What another site made it send gets no button: one press
    would do what that site wants."""
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    own = f"{request.scheme}://{request.get_host()}"
    origins = [own, *settings.CSRF_TRUSTED_ORIGINS]
    return f"{sender}/".startswith(tuple(f"{origin}/" for origin in origins))


def not_saved(request: HttpRequest) -> HttpResponse:
    """What was sent, to copy from and to send again with a token of today."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name.lower()
    ]
    context = admin.site.each_context(request) | {
        "title": "Not saved yet",
        "media": forms.Media(css={"all": ["css/admin/history.css"]}),
        "may_enter": may_enter(request),
        "sent": sent,
        "texts": [(label(name), text) for name, text in sent if is_typed(name, text)],
        "files": [file.name for _, file in request.FILES.items()],
    }
    response = render(request, "admin/knotcare/signed_out.html", context, status=403)
    add_never_cache_headers(response)
    return response


def label(name: str) -> str:
    """As the form has it, nearly: Stop sign, of quick_relief-0-stop_sign."""
    return pretty_name(name.rpartition("-")[2])


def is_typed(name: str, value: str) -> bool:
    """Keys, days and choices are of one word; a button has a name of its own kind."""
    return len(value.split()) > 1 and not name.startswith("_")
