"""The mail server breaks: a request is kept, its sender is told no more than is so, and
the mails go out when they can."""

import os
import signal
from collections import Counter

import pytest

from tests.slow.storm.post_office import FAULTS
from tests.waiting import wait_until

from .people import words_on


@pytest.fixture(scope="module")
def trial(begin_trial):
    return begin_trial("sqlite", people=len(FAULTS) + 1)


def test_nothing_is_lost_while_nobody_answers(trial):
    office = trial.site.office

    office.ask("close")
    send_one(trial)
    wait_until(lambda: trial.site.insider.ask("undelivered") == 2)
    office.ask("open")

    trial.assert_all_is_there()


@pytest.mark.parametrize("way", FAULTS)
def test_nothing_is_lost_while_the_mail_server_fails(trial, way):
    office = trial.site.office

    office.ask("fail", how_often=1, ways=[way])
    send_one(trial)
    wait_until(lambda: trial.site.insider.ask("undelivered") == 2)
    office.ask("fail", how_often=0)

    trial.assert_all_is_there()
    assert office.ask("report")["faults"][way] >= 2


def send_one(trial) -> None:
    """Send a form, and read what its sender is told."""
    person = trial.people.pop()
    page = person.send()
    words = words_on(person.fetch("GET", page).text)

    trial.told[person.email] = "new"
    assert "Not booked yet" in words and "We have your request." in words
    assert "sent you" not in words


def test_a_mail_whose_yes_was_never_stored_comes_twice_at_the_most(begin_trial):
    trial = begin_trial("sqlite", people=1)
    site, person = trial.site, trial.people.pop()
    site.office.ask("hold")

    person.send()  # no visitor waits for a mail server
    wait_until(lambda: site.office.ask("report")["in_flight"])
    for process in site.victims():
        os.kill(process, signal.SIGKILL)
    site.office.ask("release")
    wait_until(site.is_healthy)
    site.wait_for_mails()

    ids = [id_ for _, id_ in trial.stored()[person.email]["mails"]]
    received = Counter(id_ for id_, _ in site.office.ask("report")["kept"])
    assert sorted(received[id_] for id_ in ids) == [1, 2]
