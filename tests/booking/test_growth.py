"""A desk with very many requests reads a page of them, in the order of all."""

from datetime import timedelta

import pytest

from booking.admin.ranking import PressingFirst, pressing_first
from booking.models import BookingRequest
from booking.models.request import OPEN, TIMED, State

from .life import NOW


@pytest.fixture
def many(spa, clock):
    """Requests in every state, and some that look like spam."""
    BookingRequest.objects.bulk_create(
        BookingRequest(
            service_name="Deep tissue",
            minutes=60,
            name=f"Visitor {number}",
            email="ana@visitor.example",
            fit_for_massage=True,
            consented=True,
            state=state,
            suspicion="too fast" if state == State.NEW and number % 2 else "",
            start=NOW + timedelta(hours=7 * number) if state in TIMED else None,
            answer_by=NOW + timedelta(hours=number) if state in OPEN else None,
            wishes_end_at=NOW,
            created_at=NOW - timedelta(minutes=number),
            delete_on=NOW.date(),
        )
        for number in range(4)
        for state in State
    )


@pytest.mark.parametrize("per_page", [1, 5, 7, 50])
def test_the_pages_together_are_the_whole_list_in_its_order(many, per_page):
    whole = pressing_first(BookingRequest.objects.all())
    pages = PressingFirst(whole.order_by(*whole.query.order_by, "-pk"), per_page)

    rows = [row for number in pages.page_range for row in pages.page(number)]

    assert rows == list(whole.order_by(*whole.query.order_by, "-pk"))
