"""What private pages have in common, here and in the booking: a key in the address
opens them.

Django's CSRF check is off on purpose. The unguessable key is what authorises, no cookie
is, and browsers send `Origin: null` from a page without referrer, which it would refuse.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt


def private(view: Callable) -> Callable:
    """Keep a page out of caches, search engines and referrers."""

    @csrf_exempt
    @wraps(view)
    def page(request, *args, **kwargs):
        return kept_private(view(request, *args, **kwargs))

    return page


def kept_private(response: HttpResponse) -> HttpResponse:
    """The same answer, which no cache keeps, no search engine lists, no referrer names."""
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
