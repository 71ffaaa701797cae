"""Readers and editors who use one guide at once, and know what each must see."""

import re
import threading
from collections import Counter
from urllib.parse import urlencode

from tests.desk import form_values

from .line import Line
from .visitors import hidden_value

PASSWORD = "tight calves after lunch"
MARK = re.compile(r"Storm (\w+) (\d+)\.")
DATES = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.+-]+)?|[A-Z][a-z]+ \d{1,2}, \d{4}")
ENDS = ("</html>", "</feed>", "</urlset>")


class Ledger:
    """The texts that are edited, by name: which number of each an editor sent, and which
    whoever asks from now on must see at the least."""

    def __init__(self):
        self.sent, self.least, self.lock = Counter(), Counter(), threading.Lock()

    def next(self, name: str) -> int:
        self.sent[name] += 1
        return self.sent[name]

    def is_in_force(self, name: str, number: int) -> None:
        with self.lock:
            self.least[name] = max(number, self.least[name])

    def in_force(self) -> Counter:
        with self.lock:
            return self.least.copy()


class Editor:
    """Signs in, and saves a text again and again, each time with the next number."""

    def __init__(self, line: Line, ledger: Ledger, name: str):
        self.line, self.ledger, self.name = line, ledger, name
        self.acknowledged = []

    def sign_in(self) -> None:
        page = self.line.ask("GET", "/admin/login/").text
        token = hidden_value(page, "csrfmiddlewaretoken")
        fields = {"username": self.name, "password": PASSWORD}
        fields |= {"csrfmiddlewaretoken": token, "next": "/admin/"}
        assert self.line.ask("POST", "/admin/login/", urlencode(fields)).status == 302

    def save(self, name: str, field: str, url: str) -> None:
        form = form_values(self.line.ask("GET", url))
        number = self.ledger.next(name)
        form |= {field: f"Storm {name} {number}.", "_publish": ""}
        answer = self.line.ask("POST", url, urlencode(form, doseq=True))
        assert answer.status == 302, (url, answer.status, answer.text)
        self.ledger.is_in_force(name, number)
        self.acknowledged.append((name, number))


class Reader:
    """Reads pages, revalidating those it has: each is whole, right and not out of date."""

    def __init__(self, line: Line, ledger: Ledger, first: dict[str, list[str]]):
        self.line, self.ledger, self.first = line, ledger, first
        self.copies = {}

    def read(self, path: str) -> str:
        least = self.ledger.in_force()
        etag, copy = self.copies.get(path, ("", ""))
        headers = {"If-None-Match": etag} if etag else {}
        answer = self.line.ask("GET", path, **headers)
        is_known = bool(etag) and answer.status == 304
        assert is_known or answer.status == 200, (path, answer.status)
        text = copy if is_known else answer.text
        self.copies[path] = answer.headers["ETag"], text
        self.check(path, text, least)
        return text

    def check(self, path: str, text: str, least: Counter) -> None:
        assert text.rstrip().endswith(ENDS), (path, text[-80:])
        lines = bare(text)
        first = self.first.setdefault(path, lines)
        assert lines == first, (path, set(lines) ^ set(first))
        for name, number in MARK.findall(text):
            bounds = least[name], int(number), self.ledger.sent[name]
            assert sorted(bounds) == list(bounds), (path, name, bounds)
            self.ledger.is_in_force(name, int(number))


def bare(text: str) -> list[str]:
    """The lines of a page but for its numbers and dates, in no order: a feed has what
    changed last first."""
    return sorted(re.split("\n|</?entry>", DATES.sub("", MARK.sub(r"\1", text))))
