"""The booking form as a browser sends it."""

import re
from datetime import timedelta

import html5lib
import time_machine
from django.utils import timezone

from booking.forms import form_token as form_keys
from booking.models import Service

PAGE = "/book/"


def typed(**overrides) -> dict:
    """A request for Saturday morning, filled in; a field that is None is left out."""
    service = Service.objects.first()
    values = {
        "service": str(service.pk) if service else "1",
        "day_1": "2027-03-06",
        "part_1": "morning",
        "name": "Ana Bell",
        "email": "ana@visitor.example",
        "fit_for_massage": "on",
        "consented": "on",
    } | overrides
    return {name: value for name, value in values.items() if value is not None}


def form_key(client) -> str:
    """The key of a form that was opened just now."""
    page = client.get(PAGE).content.decode()
    return re.search(r'name="form_key" value="([^"]+)"', page)[1]


def send(client, key: str, **overrides):
    """Send the form of this key, without a look at the check page."""
    return client.post(PAGE, typed(form_key=key, send="1", **overrides))


def send_on(client, page, **changes):
    """Press “Send my request” on a page that has come back."""
    return client.post(PAGE, values_on(page) | {"send": "1"} | changes)


def ask(client, **overrides):
    """Send a form that was opened a minute ago."""
    with time_machine.travel(timezone.now() - timedelta(minutes=1), tick=False):
        key = form_keys.new()
    return send(client, key, **overrides)


def parse(response):
    """The page as an element tree."""
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


def address(request, purpose="visitor") -> str:
    """Where the private page of a request is."""
    return request.links.get(purpose=purpose).get_absolute_url()


def values_on(response) -> dict[str, str]:
    """What the form of the page would send as it stands, but for its buttons."""
    page = parse(response)
    values = {}
    for control in page.find(".//form").iter():
        name, kind = control.get("name"), control.get("type")
        is_on = kind not in ("radio", "checkbox") or control.get("checked") is not None
        if not name or control.tag == "button" or not is_on:
            continue
        if control.tag == "textarea":
            values[name] = (control.text or "").removeprefix("\n")
        elif control.tag == "select":
            chosen = control.find("option[@selected]")
            values[name] = "" if chosen is None else chosen.get("value")
        else:
            values[name] = control.get("value", "on" if kind == "checkbox" else "")
    return values
