"""Five hundred people press “Send my request” at once, a third of them twice."""

import random
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from .processes import Process
from .visitors import Visitor
from .whole_site import WholeSite

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="finds the processes to kill as Linux lists them"
)


class Storm:
    """A site, and visitors who have its form open."""

    def __init__(self, site: WholeSite, posts: int):
        self.site, self.office, self.insider = site, site.office, site.insider
        self.posts, self.repeats = posts, posts // 3
        self.visitors = [
            Visitor(site.port, number) for number in range(posts - self.repeats)
        ]
        self.told = {}
        in_parallel(8, self.visitors, Visitor.open_form)

    def send_all(self) -> None:
        """All posts at the same instant, each until it is answered."""
        senders = self.visitors + random.sample(self.visitors, self.repeats)
        random.shuffle(senders)
        everyone = threading.Barrier(self.posts)

        def send(visitor: Visitor) -> tuple[Visitor, str]:
            everyone.wait()
            return visitor, visitor.send_until_answered()

        for visitor, page in in_parallel(self.posts, senders, send):
            self.told.setdefault(visitor.email, set()).add(page.partition("?")[0])

    @property
    def failures(self) -> int:
        """Posts that came to nothing, or to an error page."""
        return sum(visitor.failures for visitor in self.visitors)


def in_parallel(threads: int, items: list, act) -> list:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(act, items))


def assert_each_is_stored_once_and_whole(storm: Storm) -> None:
    stored = storm.insider.ask("stored")

    keys = [request["form_key"] for request in stored]
    assert sorted(keys) == sorted(visitor.form_key for visitor in storm.visitors)
    assert {request["email"]: {request["page"]} for request in stored} == storm.told
    for request in stored:
        assert request["suspicion"] == ""
        assert (request["wishes"], request["history"], request["links"]) == (1, 1, 3)
        assert [to for to, _ in request["mails"]] == ["desk", "visitor"]


def mails_received_twice(site: WholeSite) -> int:
    received = [message_id for message_id, _ in site.office.ask("report")["kept"]]
    return len(received) - len(set(received))


def assert_each_mail_arrived(storm: Storm) -> None:
    desk = "desk@spa.example"
    queued = {
        (message_id, desk if to == "desk" else request["email"])
        for request in storm.insider.ask("stored")
        for to, message_id in request["mails"]
    }
    received = {tuple(mail) for mail in storm.office.ask("report")["kept"]}
    assert received == queued


@pytest.mark.parametrize(("database", "posts"), [("sqlite", 500), ("postgres", 150)])
def test_each_request_is_stored_once_with_its_two_mails(begin_site, database, posts):
    storm = Storm(begin_site(database), posts)

    storm.send_all()
    storm.site.wait_for_mails()

    assert_each_is_stored_once_and_whole(storm)
    assert_each_mail_arrived(storm)
    assert mails_received_twice(storm.site) == storm.failures == 0


def test_nobody_sees_an_error_on_a_slow_disk_and_no_mail_comes_twice(begin_site):
    settings = "tests.slow.storm.slow_disk.settings"
    names = {"DJANGO_SETTINGS_MODULE": settings, "EMAIL_TIMEOUT": "1"}
    storm = Storm(begin_site("sqlite", **names), 45)

    storm.send_all()
    storm.site.wait_for_mails()

    assert_each_is_stored_once_and_whole(storm)
    assert_each_mail_arrived(storm)
    assert mails_received_twice(storm.site) == storm.failures == 0


def test_nothing_is_lost_while_processes_are_killed_and_the_mail_server_fails(
    begin_site,
):
    storm = Storm(begin_site("sqlite", EMAIL_TIMEOUT="1"), 500)
    is_over = threading.Event()
    plagues = [
        threading.Thread(target=storm.site.kill_until, args=(is_over,)),
        threading.Thread(target=fail_until, args=(storm.office, is_over)),
    ]

    for plague in plagues:
        plague.start()
    storm.send_all()
    is_over.wait(5)
    is_over.set()
    for plague in plagues:
        plague.join()
    storm.site.wait_for_mails()

    assert_each_is_stored_once_and_whole(storm)
    assert_each_mail_arrived(storm)
    excused = storm.site.kills + storm.office.ask("report")["unheard"]
    assert mails_received_twice(storm.site) <= excused


def fail_until(office: Process, is_over: threading.Event) -> None:
    """Every other mail fails, and now and then nobody answers at all."""
    office.ask("fail", how_often=0.5)
    while not is_over.wait(3):
        office.ask("close")
        is_over.wait(1)
        office.ask("open")
    office.ask("fail", how_often=0)
