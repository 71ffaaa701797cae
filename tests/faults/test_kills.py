"""A process of the server is killed while it stores something: all of it, or nothing."""

import os
import signal
import threading
import time

import pytest

from tests.storm.test_stop import wait_until
from tests.storm.visitors import NoAnswer
from tests.storm.whole_site import children

from . import breaking
from .trial import act


@pytest.fixture(scope="module")
def trial(begin_trial):
    return begin_trial("sqlite", people=2)


def test_nothing_is_stored_by_half_when_the_server_is_killed(trial):
    site, known, new = trial.site, trial.people.pop(), trial.people.pop()
    page = known.send()
    trial.told[known.email] = "new"
    trial.assert_all_is_there()
    answers = []

    def send(path: str, fields: dict) -> None:
        try:
            answers.append(new.post(path, fields))
        except NoAnswer:
            answers.append(None)

    with breaking.locked(site):
        tries = [("/book/", new.fields), (page, act("withdraw"))]
        senders = [threading.Thread(target=send, args=each) for each in tries]
        for sender in senders:
            sender.start()
        time.sleep(1)  # both wait for the lock, five seconds at the most
        server = children(site.process.pid)[0]
        for process in children(server):
            os.kill(process, signal.SIGKILL)
        for sender in senders:
            sender.join()

    assert answers == [None, None]
    wait_until(site.is_healthy)
    trial.assert_all_is_there()

    assert new.post("/book/", new.fields).status == 303
    assert known.post(page, act("withdraw")).status == 303
    trial.told |= {known.email: "withdrawn", new.email: "new"}
    trial.assert_all_is_there()
