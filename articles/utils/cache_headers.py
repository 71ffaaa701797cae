"""What others may keep of a page, and how long: what is the same for everybody, a second;
what is private, not at all."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control

# A browser asks each time whether its copy still holds: one small answer. A cache between,
# such as nginx, may hand its copy out for a second.
FOR_EVERYBODY = {"public": True, "max_age": 0, "s_maxage": 1}


def public_page(view: Callable) -> Callable:
    """Offer what `view` shows to caches: nothing in it may depend on who asks, or change
    without a change of the guide, of the spa or of the day."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, **FOR_EVERYBODY)
        return response

    shown.is_public_page = True
    return shown


def kept_private(response: HttpResponse) -> HttpResponse:
    """The same answer, which no cache keeps, no search engine lists, no referrer names."""
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
