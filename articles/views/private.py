"""What private pages have in common, here and in the booking: a key in the address
opens them.

Django's CSRF check is off on purpose. The unguessable key is what authorises, no cookie
is, and browsers send `Origin: null` from a page without referrer, which it would refuse.
"""

from collections.abc import Callable
from functools import wraps

from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt


def private(view: Callable) -> Callable:
    """Keep a page out of caches, search engines and referrers."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return page
