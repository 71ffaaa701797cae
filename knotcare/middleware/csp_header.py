"""What browsers are told beside every answer: what it may load and run, and who may
embed it, and which answers are private. Django's `SecurityMiddleware` adds the rest."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from articles.utils.cache_headers import kept_private

from ..logs.redaction import PRIVATE_PATHS

HEADER = "Content-Security-Policy"
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# The admin asks the site by script, and its jQuery writes HTML from strings as it loads,
# which Trusted Types would stop.
OF_THE_DESK = {"connect-src": ["'self'"], "require-trusted-types-for": []}
DESK = reverse_lazy("admin:index")


class CspHeaderMiddleware:
    """Adds what a view has not set itself, as Django 6 does with `SECURE_CSP`."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response
        self.for_readers = policy(settings.SECURE_CSP)
        self.for_the_desk = policy(settings.SECURE_CSP | OF_THE_DESK)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not brings_its_own_styles(response):
            is_desk = request.path_info.startswith(str(DESK))
            value = self.for_the_desk if is_desk else self.for_readers
            response.headers.setdefault(HEADER, value)
        return response


class PrivatePathsMiddleware:
    """Keeps private whatever is answered at an address with a key: its page, a redirect, an
    error, or that there is no such page."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        path = request.path_info
        has_key = path.startswith(PRIVATE_PATHS) and path not in PRIVATE_PATHS
        return kept_private(response) if has_key else response


def policy(directives: dict[str, list[str]]) -> str:
    """The header's value (W3C, Content Security Policy Level 3); a directive without
    sources is left out."""
    return "; ".join(
        " ".join([name, *sources]) for name, sources in directives.items() if sources
    )


def brings_its_own_styles(response: HttpResponse) -> bool:
    """Whether a browser or Django shows it by inline styles that the policy would refuse:
    XML in Chromium's viewer, and the error pages of a developer."""
    is_xml = response.get("Content-Type") == "application/xml"
    return is_xml or (settings.DEBUG and response.status_code >= 400)
