"""What is tried while something is broken, what must come back, and what must be there
when it is mended."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

from tests.slow.storm.whole_site import WholeSite

from .people import WORDS, Person, assert_is_honest, form_on

KEPT, READERS = "/", 5


class Trial:
    """A site, those who wait to send its form, and what it has told anyone that it has."""

    def __init__(self, site: WholeSite, people: list[Person]):
        self.site, self.people = site, people
        self.told = {}  # mail: state

    def stored(self) -> dict[str, dict]:
        return {each["email"]: each for each in self.site.insider.ask("stored")}

    def log(self) -> str:
        return Path(self.site.environment["DATA_DIR"], "log").read_text()

    def run(
        self,
        break_it: Callable[[WholeSite], AbstractContextManager],
        reason: str,
        can_read: bool,
    ) -> None:
        """`reason` is what the log must say; `can_read` whether only writing fails."""
        known, new = self.people.pop(), self.people.pop()
        page = known.send()
        self.told[known.email] = "new"
        desk = self.stored()[known.email]["desk"]
        known.fetch("GET", KEPT)
        self.site.wait_for_mails()
        before = len(self.log())

        with break_it(self.site):
            sent, withdrawn, declined = at_once(
                lambda: new.post("/book/", new.fields),
                lambda: known.post(page, act("withdraw")),
                lambda: known.post(desk, act("decline")),
            )
            readers = [known.ask("GET", KEPT).status for _ in range(READERS)]
            looks = [known.ask("GET", path) for path in ("/book/", page, desk)]

        assert_is_honest(sent, new.fields)
        assert_is_honest(withdrawn, act("withdraw"))
        assert_is_honest(declined, act("decline"))
        assert readers == [200] * READERS
        if can_read:
            assert [look.status for look in looks] == [200] * len(looks)
        else:
            for look in looks:
                assert_is_honest(look)
        self.assert_was_logged(before, reason, secrets=[page, desk, new.email])
        self.send_again(new, sent, withdrawn, page)
        self.told |= {known.email: "withdrawn", new.email: "new"}
        self.assert_all_is_there()

    def assert_was_logged(self, before: int, reason: str, secrets: list[str]) -> None:
        said = self.log()[before:]
        assert "Service Unavailable: /book/" in said and reason in said
        assert not [secret for secret in secrets if secret in said]

    def send_again(self, new: Person, sent, withdrawn, page: str) -> None:
        """By the buttons of the pages that came back, and impatiently."""
        first, again = (new.post("/book/", form_on(sent.text)) for _ in "12")
        gone_on = new.post(page, form_on(withdrawn.text))

        assert [each.status for each in (first, again, gone_on)] == [303] * 3
        assert again.headers["Location"].startswith(first.headers["Location"])

    def assert_all_is_there(self) -> None:
        self.site.wait_for_mails()
        stored = self.stored()
        assert {email: each["state"] for email, each in stored.items()} == self.told
        received = Counter(id_ for id_, _ in self.site.office.ask("report")["kept"])
        queued = [id_ for each in stored.values() for _, id_ in each["mails"]]
        assert received == Counter(queued)


def act(name: str) -> dict[str, str]:
    """What a private page sends, of a request as it was at first."""
    return {"act": name, "seen": "0", "why": WORDS}


def at_once(*deeds: Callable) -> list:
    with ThreadPoolExecutor(len(deeds)) as pool:
        return [each.result() for each in [pool.submit(deed) for deed in deeds]]
