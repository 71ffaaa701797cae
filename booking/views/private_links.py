"""The private pages of requests: the key in the address opens them.

Django's CSRF check is off on purpose. The unguessable key is what authorises, no cookie
is, and browsers send `Origin: null` from a page without referrer, which it would refuse.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from ..models import PrivateLink


def private_page(purpose: str) -> Callable:
    """Call the view with the live link of this purpose, in place of the key.

    A key that is unknown, or another page's, is 404; one whose time is over is 410.
    """

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @wraps(view)
        def page(request, key: str):
            if not key.isprintable():  # PostgreSQL takes no NUL in a text
                raise Http404
            try:
                link = PrivateLink.objects.live(purpose, key)
            except PrivateLink.DoesNotExist:
                return over(request, purpose, key)
            return view(request, link)

        return page

    return decorate


def over(request, purpose: str, key: str):
    """The page of a link whose time is over. Raises Http404 where there was none."""
    links = PrivateLink.objects.select_related("request")
    ended = links.filter(purpose=purpose, key=key).first()
    if ended is None:
        raise Http404
    return render(request, "booking/over.html", {"ended": ended}, status=410)


class SeeOther(HttpResponseRedirect):
    """What was sent is done; the page to see is elsewhere."""

    status_code = 303
