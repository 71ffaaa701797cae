"""The ways in a browser to the second factor, and through it."""

import re
from html import unescape

from django.test import Client

from .authenticator import LOGIN, PASSWORD, SET_UP, Phone


def set_up(client: Client, code=None, **query) -> tuple[Phone, object]:
    """Scan the key and enter what the phone shows, or that `code`."""
    phone = Phone(client.get(SET_UP, query).content.decode())
    where = f"{SET_UP}?next={query['next']}" if query else SET_UP
    return phone, client.post(where, {"code": code or phone.code()})


def recovery_codes(response) -> list[str]:
    return re.findall(r"<li>(\d{4} \d{4} \d{4})</li>", response.content.decode())


def give_password(name: str = "eve", to: str = "/admin/"):
    """A browser that has sent the password, and where that led to in the end."""
    client = Client()
    sent = {"username": name, "password": PASSWORD}
    response = client.post(f"{LOGIN}?next={to}", sent | {"next": to}, follow=True)
    return client, response


def sign_in(code: str, name: str = "eve"):
    """A browser that has sent the password and a code, and the answer to that."""
    client, response = give_password(name)
    return client, client.post(address(response), {"code": code})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def address(response) -> str:
    """Where a browser is that was led to this answer."""
    asked = response.request
    query = asked["QUERY_STRING"]
    return asked["PATH_INFO"] + (f"?{query}" if query else "")


def text(response) -> str:
    return unescape(response.content.decode())
