"""What a page says, without its markup; and the page from which the desk answers."""

import re
from html import unescape


def text(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r" (?=[.,:])", "", " ".join(unescape(words).split()))


def key_of(request, purpose="desk") -> str:
    return request.links.get(purpose=purpose).key


def desk_url(request) -> str:
    return f"/desk/{key_of(request)}/"


def answer(client, request, act, **values):
    values = {"act": act, "seen": request.sequence} | values
    response = client.post(desk_url(request), values)
    request.refresh_from_db()
    return response
