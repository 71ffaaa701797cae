"""When its day comes, a request goes with all that hangs on it; a count of it stays."""

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command
from django.db import connection

from booking import forgetting
from booking.models import BookingRequest, OutboxMail, Tally
from booking.models.request import State
from tests.desk import admin_url, form_values

from .form import typed
from .life import MONDAY
from .page import admin_page, answer

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


@pytest.fixture
def half_a_year_later(clock):
    """Let the worker do a round on the day after everything's end."""

    def work():
        clock.move_to(MONDAY + timedelta(days=181))
        call_command("worker", once=True)

    return work


def test_nothing_of_the_person_stays_in_any_table(answered, half_a_year_later):
    keys = [link.key for link in answered.links.all()]
    ids = list(OutboxMail.objects.values_list("message_id", flat=True))
    gone = [*THEIRS, answered.reference, answered.form_key.hex, *keys, *ids]
    assert not [each for each in gone if each not in everything()]

    half_a_year_later()

    assert [each for each in gone if each in everything()] == []
    assert not LogEntry.objects.exists()


def test_a_count_of_the_month_stays(bring_to, half_a_year_later):
    for state in ("declined", "declined", "completed"):
        bring_to(state)

    half_a_year_later()
    half_a_year_later()

    march, names = date(2027, 3, 1), ("service_name", "minutes", "state", "requests")
    assert list(Tally.objects.values_list("month", *names)) == [
        (march, "Deep tissue", 60, "completed", 1),
        (march, "Deep tissue", 60, "declined", 2),
    ]


def test_what_looked_like_spam_is_not_counted(make_request, half_a_year_later):
    make_request(suspicion="too fast")

    half_a_year_later()

    assert not BookingRequest.objects.exists()
    assert not Tally.objects.exists()


def test_two_workers_count_a_request_once(make_request):
    asked = make_request()
    forgetting.forget(asked)

    with pytest.raises(BookingRequest.DoesNotExist):
        forgetting.forget(asked)

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


def test_names_in_the_log_of_an_older_version_are_taken_out(answered):
    entry = LogEntry.objects.get()
    of = {"user": entry.user, "content_type": entry.content_type, "action_flag": CHANGE}
    LogEntry.objects.create(object_id="999", object_repr="GONE, Ana Bell", **of)
    LogEntry.objects.update(object_repr="ABC, Ana Bell")
    older = import_module("booking.migrations.0007_admin_log_without_names")

    for operation in older.Migration.operations:
        operation.database_forwards(
            "booking",
            SimpleNamespace(connection=connection),
            SimpleNamespace(apps=apps, clear_delayed_apps_cache=lambda: None),
            None,
        )

    assert [each.object_repr for each in LogEntry.objects.all()] == [answered.reference]


def test_the_counts_are_shown_to_the_desk(staff, bring_to):
    forgetting.forget(bring_to("declined"))

    page = staff.get("/admin/booking/tally/").content.decode()

    assert "March 2027" in page and "Deep tissue" in page
    assert "nothing here leads back to a person" in page
