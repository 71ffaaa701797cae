"""What private pages have in common, here and in the booking: a key in the address
opens them.

Django's CSRF check is off on purpose. The unguessable key is what authorises, no cookie
is, and browsers send `Origin: null` from a page without referrer, which it would refuse.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

BEFORE_A_KEY = ("/book/", "/desk/", "/preview/")


def private(view: Callable) -> Callable:
    """Keep a page out of caches, search engines and referrers."""

    @csrf_exempt
    @wraps(view)
    def page(request, *args, **kwargs):
        return kept_private(view(request, *args, **kwargs))

    return page


class PrivateAddresses:
    """Keeps all else private that is answered at an address with a key: a redirect, an
    error, a page that is not there."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        path = request.path_info
        is_private = path.startswith(BEFORE_A_KEY) and path not in BEFORE_A_KEY
        return kept_private(response) if is_private else response


def kept_private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
