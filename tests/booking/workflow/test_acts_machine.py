"""Any sequence of acts, at any hours, keeps the promises of the workflow."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import settings, stateful
from hypothesis import strategies as st

from booking.availability.schedule import current_schedule, places_taken
from booking.calendar_rules.capacity import has_place
from booking.models import BookingRequest, OutboxMail
from booking.models.booking_request import OPEN, State
from booking.workflow import acts

from ..life import ACTS, MONDAY, NOW, SATURDAY, SETS, at, perform, send_request
from .test_acts import TRANSITIONS

pytestmark = pytest.mark.slow

STARTS = [
    at(day, hour, minute)
    for day in (MONDAY, SATURDAY, SATURDAY + timedelta(days=2))
    for hour in (9, 10, 11, 17)
    for minute in (0, 45)
]


class Life(stateful.RuleBasedStateMachine):
    requests = stateful.Bundle("requests")

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.travel = time_machine.travel(NOW, tick=False)
        self.clock = self.travel.start()
        self.states = {}

    def teardown(self):
        self.travel.stop()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @stateful.rule(target=requests, suspicion=st.sampled_from(["", "", "too fast"]))
    def ask(self, suspicion):
        ends = timezone.now() + timedelta(days=4)
        request = send_request(suspicion=suspicion, wishes_end_at=ends)
        self.states[request.pk] = "set aside" if suspicion else "new"
        return request

    @stateful.rule(
        request=requests, act=st.sampled_from(ACTS), start=st.sampled_from(STARTS)
    )
    def act(self, request, act, start):
        state = self.states[request.pk]
        request = BookingRequest.objects.get(pk=request.pk)
        entries = request.history.count()
        try:
            after = perform(act, request, *([start] if act in SETS else []))
        except acts.Refused:
            assert request.history.count() == entries
        else:
            assert after.state == TRANSITIONS[state, act][0]
            assert after.history.count() == entries + 1
            still_aside = after.suspicion and after.state == State.NEW
            self.states[request.pk] = "set aside" if still_aside else after.state
            self.no_place_is_given_twice()

    @stateful.rule(hours=st.integers(1, 60))
    def wait(self, hours):
        self.clock.shift(timedelta(hours=hours))

    @stateful.invariant()
    def rows_stand_as_they_should(self):
        for request in BookingRequest.objects.all():
            state = self.states[request.pk]
            assert request.state == (State.NEW if state == "set aside" else state)
            assert (request.answer_by is not None) == (request.state in OPEN)

    def no_place_is_given_twice(self):
        schedule = current_schedule()
        for request in BookingRequest.objects.holding_a_place():
            others = places_taken(request.start, request.start, but=request)
            assert has_place(schedule, request.start, request.minutes, others)

    @stateful.invariant()
    def spam_brings_no_mail(self):
        aside = BookingRequest.objects.exclude(suspicion="")
        assert not OutboxMail.objects.filter(entry__request__in=aside).exists()


@pytest.mark.usefixtures("spa")
def test_no_sequence_of_acts_breaks_a_promise():
    stateful.run_state_machine_as_test(
        Life, settings=settings(max_examples=60, stateful_step_count=25, deadline=None)
    )
