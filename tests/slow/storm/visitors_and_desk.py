"""Visitors who ask for a session, and the front desk that answers from its mails."""

import random
import re
import time
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from .line import Line
from .visitors import NoAnswer, Visitor

HOUSTON = ZoneInfo("America/Chicago")
START = re.compile(r'name="start"\s+value="(\d[^"]+)"')


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
                break
            except NoAnswer:
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
