"""Several of the staff, or staff and visitor, act at the same instant."""

import time
from contextlib import ExitStack
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.real_site import site_environment

from .processes import Process

HOUSTON = ZoneInfo("America/Chicago")
ROUNDS = 50


class Desk:
    """A spa with two places, at whose desk several processes act at once."""

    def __init__(self, racers: list[Process]):
        self.racers, self.round = racers, 0
        assert racers[0].ask("open_spa", capacity=2) is None

    def request(self) -> int:
        return self.racers[0].ask("ask")

    def act(self, act: str, request: int, start: datetime | None = None) -> None:
        assert self.race((act, request, start)) == ["done"]

    def race(self, *acts) -> list[str]:
        """Let each racer do one of these acts, all at one instant; return what came of it."""
        told = [
            {"do": "act", "act": act, "request": request, "start": str(start or "")}
            for act, request, start in acts
        ]
        return self.at_once(told)

    def at_once(self, told: list[dict]) -> list:
        """Tell each racer one of these, to be done at the same instant."""
        at, racers = time.time() + 0.02, self.racers[: len(told)]
        for racer, details in zip(racers, told, strict=True):
            racer.tell(**details, at=at)
        return [racer.hear() for racer in racers]

    def new_time(self) -> datetime:
        """A time that overlaps with no other: four a day, from three days ahead on."""
        day = datetime.now(HOUSTON).date() + timedelta(days=3 + self.round // 4)
        hour = 8 + 3 * (self.round % 4)
        self.round += 1
        return datetime(day.year, day.month, day.day, hour, tzinfo=HOUSTON)

    def time_with_one_place(self) -> datetime:
        at = self.new_time()
        self.act("accept", self.request(), at)
        return at

    def lives(self, requests: list[int]) -> list[tuple[str, list[str]]]:
        """The state and the acts so far of each request."""
        return self.racers[0].ask("lives", requests=requests)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def desk(request, new_database):
    url, folder = new_database(request.param, "migrate")
    environment = site_environment(folder, DATABASE_URL=url)
    with ExitStack() as stack:
        racers = [Process("insider", environment) for _ in range(4)]
        yield Desk([stack.enter_context(racer) for racer in racers])


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def test_of_those_who_accept_for_the_last_place_one_succeeds(desk):
    for number in range(ROUNDS):
        at = desk.time_with_one_place()
        requests = [desk.request() for _ in range(4 if number % 5 == 0 else 2)]

        outcomes = desk.race(
            *[
                ("accept", request, at + minutes(15 * place))
                for place, request in enumerate(requests)
            ]
        )

        losers = len(requests) - 1
        assert sorted(outcomes) == ["Clashing"] * losers + ["done"], number
        states = [state for state, _ in desk.lives(requests)]
        assert sorted(states) == ["accepted"] + ["new"] * losers, number


def test_of_an_offer_and_an_acceptance_for_the_last_place_one_succeeds(desk):
    for number in range(20):
        at = desk.time_with_one_place()
        offered, accepted = desk.request(), desk.request()

        outcomes = desk.race(
            ("propose", offered, at), ("accept", accepted, at + minutes(30))
        )

        assert sorted(outcomes) == ["Clashing", "done"], number


@pytest.mark.parametrize(
    "acts", [("agree", "withdraw"), ("withdraw", "agree"), ("decline", "agree")]
)
def test_of_two_acts_that_end_one_request_one_succeeds(desk, acts):
    for number in range(10):
        request = desk.request()
        desk.act("propose", request, desk.new_time())

        outcomes = desk.race(*[(act, request, None) for act in acts])

        assert sorted(outcomes) == ["NotAllowed", "done"], number
        winner = acts[outcomes.index("done")]
        ((_, done),) = desk.lives([request])
        assert done == ["submit", "propose", winner], number


def test_a_request_that_four_accept_at_once_is_accepted_once(desk):
    for number in range(10):
        request, at = desk.request(), desk.new_time()

        outcomes = desk.race(*[("accept", request, at)] * 4)

        assert sorted(outcomes) == ["NotAllowed"] * 3 + ["done"], number
        ((state, done),) = desk.lives([request])
        assert (state, done) == ("accepted", ["submit", "accept"]), number


def test_a_form_that_four_processes_store_at_once_is_one_request(desk):
    for number in range(20):
        sent = {"do": "ask", "form_key": uuid4().hex}

        stored = desk.at_once([sent] * 4)

        assert len(set(stored)) == 1, number
        ((_, done),) = desk.lives(stored[:1])
        assert done == ["submit"], number
