"""A phone with an authenticator app, and where the site asks for its code."""

import re
from base64 import b32decode
from datetime import timedelta

from django_otp.oath import totp

LOGIN, PASSWORD = "/admin/login/", "all-about-the-house"
OVERVIEW = "/admin/second-factor/"
CODE, SET_UP = OVERVIEW + "code/", OVERVIEW + "set-up/"
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
