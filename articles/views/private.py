"""What all private answers have in common, here and in the booking."""

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers


def kept_private(response: HttpResponse) -> HttpResponse:
    """The same answer, which no cache keeps, no search engine lists, no referrer names."""
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
