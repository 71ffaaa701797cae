"""A process of the server is killed while it stores something: all of it, or nothing."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.process_tree import children
from tests.slow.storm.visitors import NoAnswer
from tests.slow.storm.whole_site import WholeSite
from tests.waiting import wait_until

from . import breaking
from .people import Person, assert_is_honest
from .trial import act


@pytest.fixture(scope="module")
def trial(begin_trial):
    return begin_trial("sqlite", people=3)


def test_nothing_is_stored_by_half_when_the_server_is_killed(trial):
    site, known, new = trial.site, trial.people.pop(), trial.people.pop()
    page = known.send()
    trial.told[known.email] = "new"
    trial.assert_all_is_there()

    with breaking.locked(site), ThreadPoolExecutor() as pool:
        tries = [
            pool.submit(attempt, new, "/book/", new.fields),
            pool.submit(attempt, known, page, act("withdraw")),
        ]
        time.sleep(1)  # both wait for the lock, five seconds at the most
        kill_the_server(site)
        answers = [each.result() for each in tries]

    assert all(isinstance(answer, NoAnswer) for answer in answers)
    wait_until(site.is_healthy)
    trial.assert_all_is_there()

    assert new.post("/book/", new.fields).status == 303
    assert known.post(page, act("withdraw")).status == 303
    trial.told |= {known.email: "withdrawn", new.email: "new"}
    trial.assert_all_is_there()


def test_a_new_process_knows_how_to_reach_the_spa_though_it_never_read_it(trial):
    site, new = trial.site, trial.people.pop()

    with breaking.gone(site):
        kill_the_server(site)
        answer = NoAnswer()
        while isinstance(answer, NoAnswer):
            answer = attempt(new, "/book/", new.fields)

    assert_is_honest(answer, new.fields)


def kill_the_server(site: WholeSite) -> None:
    """Kill gunicorn's only worker; gunicorn itself begins another."""
    server, _ = children(site.process.pid)
    for process in children(server):
        os.kill(process, signal.SIGKILL)


def attempt(person: Person, path: str, fields: dict):
    """The answer, or what came in its place."""
    try:
        return person.post(path, fields)
    except NoAnswer as error:
        return error
