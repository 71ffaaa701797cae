"""What a page says, without its markup; and the page from which the desk answers."""

import re
from html import unescape

from booking.models import BookingRequest, Spa

from .life import PATHS

REQUESTS = "/admin/booking/bookingrequest/"


def text(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r" (?=[.,:])", "", " ".join(unescape(words).split()))


def key_of(request, purpose="desk") -> str:
    return request.links.get(purpose=purpose).key


def desk_url(request) -> str:
    return f"/desk/{key_of(request)}/"


def admin_page(request, page="change") -> str:
    return f"{REQUESTS}{request.pk}/{page}/"


def answer(client, request, act, url=None, **values):
    """Press the button of this act, by default on the page of the desk's mail."""
    values = {"act": act, "seen": request.sequence} | values
    response = client.post(url or desk_url(request), values)
    request.refresh_from_db()
    return response


def in_each_state(bring_to) -> dict[str, BookingRequest]:
    """A request in each state that there is, at a spa with room for all."""
    Spa.objects.update(capacity=len(PATHS))
    return {state: bring_to(state) for state in PATHS}
