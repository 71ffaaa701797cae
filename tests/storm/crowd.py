"""Those who use the site all at once: readers, editors, visitors and the front desk."""

import random
import re
import threading
import time
from collections import Counter
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from tests.desk import form_values

from .line import Line
from .visitors import NoAnswer, Visitor, hidden_value

HOUSTON = ZoneInfo("America/Chicago")
PASSWORD = "tight calves after lunch"
MARK = re.compile(r"Storm (\w+) (\d+)\.")
DATES = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.+-]+)?|[A-Z][a-z]+ \d{1,2}, \d{4}")
START = re.compile(r'name="start"\s+value="(\d[^"]+)"')
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
        self.copies, self.pages = {}, 0

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
        self.pages += 1
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


class Asker(Visitor):
    """A visitor with a line of their own."""

    def __init__(self, line: Line):
        super().__init__(line.connection.port, line.number)
        self.line, self.page = line, ""

    def fetch(self, method: str, path: str, body: str = ""):
        return self.line.ask(method, path, body)

    def open_form(self) -> None:
        super().open_form()
        day = date.today() + timedelta(days=7 + self.number % 28)
        self.fields |= {
            "other_day_1": day.isoformat(),
            "part_1": random.choice(["morning", "afternoon"]),
        }


class Correspondent:
    """Answers by the private pages that the mails lead to: the desk, and visitors to whom
    a time is proposed. It keeps what was acknowledged, by the page."""

    def __init__(self, line: Line):
        self.line, self.acts = line, {}
        self.answers = self.in_doubt = 0

    def open(self, to: str, letter: str) -> None:
        place = "desk" if to.startswith("desk") else "book"
        if not (found := re.search(rf"/{place}/[\w-]{{20,}}/", letter)):
            return
        if (path := found[0]) in self.acts:
            return
        page = self.page(path)
        if place == "desk":
            self.answer(path, page)
        elif 'value="agree"' in page:
            self.act(path, page, "agree")

    def answer(self, path: str, page: str) -> None:
        starts, turn = START.findall(page), len(self.acts) % 3
        if turn == 0 or not starts:
            self.act(path, page, "decline")
        elif turn == 1:
            self.act(path, page, "accept", start=random.choice(starts))
        else:
            start = datetime.fromisoformat(random.choice(starts)).astimezone(HOUSTON)
            day, at = start.date().isoformat(), f"{start:%H:%M}"
            self.act(path, page, "propose", day=day, at=at)

    def act(self, path: str, page: str, act: str, **fields: str) -> None:
        """Press a button until that is done; where no answer came, look whether it is."""
        seen = shown_state(page)
        fields |= {"act": act, "seen": seen}
        while shown_state(page) == seen:
            try:
                answer = self.line.ask("POST", path, urlencode(fields))
                assert answer.status == 303, (act, answer.status, answer.text)
                self.answers += 1
                break
            except NoAnswer:
                self.in_doubt += 1
                page = self.page(path)
        self.acts[path] = act

    def page(self, path: str) -> str:
        """The page, if it takes long; of a request that is over it says so (410)."""
        while True:
            try:
                answer = self.line.ask("GET", path)
                assert answer.status in (200, 410), (path, answer.status)
                return answer.text
            except NoAnswer:
                time.sleep(0.3)


def shown_state(page: str) -> str:
    """The sequence of the request that the page shows; "" where nothing can be done."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    return found[1] if found else ""
