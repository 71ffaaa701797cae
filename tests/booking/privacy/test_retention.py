"""When its day comes, a request goes with all that hangs on it; a count of it stays."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection

from booking.models import (
    BookingRequest,
    HistoryEntry,
    OutboxMail,
    PrivateLink,
    Tally,
    Wish,
)
from booking.models.booking_request import State
from booking.privacy import retention
from tests.desk import admin_url, form_values

from ..form import typed
from ..life import MONDAY, at
from ..page import admin_page, answer

DELETED_ON = at(MONDAY + timedelta(days=180), 0)
THEIRS = ("Ana", "visitor.example", "7135550100", "old hip", "Bring a towel")


def everything() -> str:
    """All that the database knows, in one text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += map(str, cursor.fetchall())
    return "\n".join(found)


@pytest.fixture
def answered(staff, make_request):
    """A request that the desk answered in the admin, with free text of both sides."""
    asked = make_request(phone="+17135550100", note="My old hip.", client="a hash")
    answer(staff, asked, "decline", admin_page(asked, "answer"), why="Bring a towel.")
    assert asked.state == State.DECLINED
    return asked


def work_at(clock, moment):
    """Let the worker do a round."""
    clock.move_to(moment)
    call_command("worker", once=True)


def test_nothing_of_the_person_stays_in_any_table_on_the_day_that_was_told(
    answered, clock
):
    keys = [link.key for link in answered.links.all()]
    ids = list(OutboxMail.objects.values_list("message_id", flat=True))
    gone = [*THEIRS, answered.reference, answered.form_key.hex, *keys, *ids]

    work_at(clock, DELETED_ON - timedelta(minutes=1))
    assert not [each for each in gone if each not in everything()]

    work_at(clock, DELETED_ON)
    assert [each for each in gone if each in everything()] == []
    for model in (
        LogEntry,
        BookingRequest,
        Wish,
        HistoryEntry,
        OutboxMail,
        PrivateLink,
    ):
        assert not model.objects.exists()


def test_a_count_of_the_month_stays_but_of_spam(bring_to, clock):
    for state in ("declined", "declined", "completed", "set aside"):
        bring_to(state)

    for _ in range(2):
        work_at(clock, DELETED_ON)

    march, names = date(2027, 3, 1), ("service_name", "minutes", "state", "requests")
    assert not BookingRequest.objects.exists()
    assert list(Tally.objects.values_list("month", *names)) == [
        (march, "Deep tissue", 60, "completed", 1),
        (march, "Deep tissue", 60, "declined", 2),
    ]


def test_two_workers_count_a_request_once(make_request):
    asked = make_request()
    retention.forget(asked)

    with pytest.raises(BookingRequest.DoesNotExist):
        retention.forget(asked)

    assert [row.requests for row in Tally.objects.all()] == [1]


def test_the_admins_log_knows_a_request_by_its_reference_alone(staff, answered):
    add = admin_url(BookingRequest, "add")
    called = {"day_1": "2027-03-06", "part_1": "morning", "note": "My old hip."}
    staff.post(add, form_values(staff.get(add)) | typed() | called)

    entries = LogEntry.objects.order_by("pk")

    references = [each.reference for each in BookingRequest.objects.order_by("pk")]
    assert len(references) == 2
    assert [entry.object_repr for entry in entries] == references
    for entry in entries:
        told = f"{entry.object_repr} {entry.get_change_message()}"
        assert not [each for each in THEIRS if each in told]


def test_the_counts_are_shown_to_the_desk(staff, bring_to):
    retention.forget(bring_to("declined"))

    page = staff.get("/admin/booking/tally/").content.decode()

    assert "March 2027" in page and "Deep tissue" in page
    assert "nothing here leads back to a person" in page
