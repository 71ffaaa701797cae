"""A phone with an authenticator app, and the ways through the site's second factor."""

import re
from base64 import b32decode
from datetime import timedelta
from html import unescape

from django.test import Client
from django_otp.oath import totp

LOGIN, PASSWORD = "/admin/login/", "all-about-the-house"
SET_UP, CODE, OVERVIEW = (
    f"/admin/second-factor/{page}" for page in ("set-up/", "code/", "")
)
STEP = timedelta(seconds=30)


class Phone:
    """It was given the key that the page of the set-up writes out."""

    def __init__(self, html: str):
        written = re.search(r'class="factor__key"[^>]*>([A-Z2-7 ]+)<', html)[1]
        self.key = b32decode(written.replace(" ", ""))

    def code(self, steps: int = 0) -> str:
        """What it shows now, or so many half minutes off."""
        return f"{totp(self.key, drift=steps):06}"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


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


def sign_in(code: str, name: str = "eve", to: str = "/admin/"):
    """A browser that has sent the password and a code, and the answer to that."""
    client, response = give_password(name, to)
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
