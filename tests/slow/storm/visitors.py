"""Visitors as browsers have them: open the form, send it, and send it again when nothing
comes back."""

import http.client
import re
import time
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.signing import Signer, b62_encode

from tests.real_site import SECRET_KEY

PATIENCE = 180  # seconds that a visitor tries for


class NoAnswer(Exception):
    """Nothing came back, or nothing but an error of the server."""


class Visitor:
    """One person with one form, at an address of their own behind one proxy."""

    def __init__(self, port: int, number: int):
        self.port, self.number = port, number
        self.email = f"visitor-{number}@storm.example"
        self.cookie, self.fields, self.failures = "", {}, 0

    def ask(self, method: str, path: str, body: str = ""):
        """The response, with its page as `text`. Raises NoAnswer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"10.0.{self.number // 256}.{self.number % 256}",
        }
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            response.text = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer from error
        finally:
            connection.close()
        return response

    def fetch(self, method: str, path: str, body: str = ""):
        """The same, but an error of the server is no answer."""
        response = self.ask(method, path, body)
        if response.status >= 500:
            raise NoAnswer(response.status)
        return response

    def open_form(self) -> None:
        response = self.fetch("GET", "/book/")
        self.cookie = response.headers["Set-Cookie"].partition(";")[0]
        self.fields = {
            name: hidden_value(response.text, name)
            for name in ("csrfmiddlewaretoken", "form_key")
        }
        self.fields["form_key"] = issued_a_minute_ago(self.fields["form_key"])
        self.fields |= {
            "service": re.search(r'name="service"\s[^>]*?value="(\d+)"', response.text)[
                1
            ],
            "day_1": "other",
            "other_day_1": (date.today() + timedelta(days=14)).isoformat(),
            "part_1": "morning",
            "name": f"Visitor {self.number}",
            "email": self.email,
            "fit_for_massage": "on",
            "consented": "on",
            "send": "1",
        }

    @property
    def form_key(self) -> str:
        return self.fields["form_key"].partition(":")[0]

    def send(self) -> str:
        """The address of the private page, which says that the spa has the request."""
        response = self.fetch("POST", "/book/", urlencode(self.fields))
        assert response.status == 303, response.text
        return response.headers["Location"]

    def send_until_answered(self) -> str:
        """The same; "" where there is no answer all the time that the visitor tries."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                return self.send()
            except NoAnswer:
                self.failures += 1
                time.sleep(0.5)
        return ""


def issued_a_minute_ago(form_key: str) -> str:
    """The same key as the site would have signed it then: who sends a form within
    seconds looks like spam, and no test has to wait."""
    key, _, _ = form_key.rsplit(":", 2)
    signer = Signer(key=SECRET_KEY, salt="booking.forms.form_token", fallback_keys=())
    return signer.sign(f"{key}:{b62_encode(int(time.time()) - 60)}")


def hidden_value(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]
