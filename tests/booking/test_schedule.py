"""The spa's hours and services, from the desk to the pages and to the rules."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from booking import hours
from booking.models import Closure, OpeningHours, Service, Spa, SpecialHours
from booking.schedule import current_schedule
from tests.desk import admin_url, save

MONDAY = OpeningHours.Weekday.MONDAY


@pytest.fixture
def opened(db):
    for opens, closes in ((14, 18), (9, 12)):
        OpeningHours.objects.create(
            weekday=MONDAY, opens=time(opens), closes=time(closes, 30)
        )


def test_the_schedule_is_what_the_desk_holds(opened):
    Spa.objects.create(id=1, capacity=2, notice_minutes=60, horizon_days=30)
    SpecialHours.objects.create(day="2027-03-07", opens="10:00", closes="12:00")
    Closure.objects.create(first_day="2027-07-04", last_day="2027-07-05")

    schedule = current_schedule()

    assert hours.spans(schedule, date(2027, 3, 1)) == [
        hours.Span(time(9), time(12, 30)),
        hours.Span(time(14), time(18, 30)),
    ]
    assert hours.spans(schedule, date(2027, 3, 7)) == [hours.Span(time(10), time(12))]
    assert hours.spans(schedule, date(2027, 7, 5)) == []
    assert (schedule.capacity, schedule.notice_minutes) == (2, 60)
    assert (schedule.horizon_days, schedule.turnover_minutes) == (30, 15)
    assert str(schedule.zone) == "America/Chicago"


def test_a_spa_that_has_filled_in_nothing_is_never_open(db):
    schedule = current_schedule()

    assert not any(hours.spans(schedule, date(2027, 3, day)) for day in range(1, 8))


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (OpeningHours, {"weekday": 0, "opens": "10:00", "closes": "09:00"}),
        (SpecialHours, {"day": "2027-03-07", "opens": "10:00", "closes": "10:00"}),
        (Closure, {"first_day": "2027-03-08", "last_day": "2027-03-07"}),
        (Service, {"name": "Massage", "minutes": 0, "order": 1}),
        (Spa, {"id": 1, "capacity": 0}),
    ],
)
def test_what_cannot_be_is_refused_by_the_database(db, model, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


def test_hours_out_of_order_are_explained_at_the_desk(editor_client):
    response = save(
        editor_client,
        admin_url(OpeningHours, "add"),
        weekday=0,
        opens="10:00",
        closes="09:00",
    )

    assert "The spa opens before it closes." in response.content.decode()
    assert not OpeningHours.objects.exists()


def test_readers_see_hours_and_services_once_there_are_any(client, opened):
    Service.objects.create(name="Deep tissue massage", minutes=60, order=1)
    Service.objects.create(name="Facial", minutes=45, price="80.00", order=2)

    page = client.get("/about/").content.decode()

    assert "Monday: 9:00 AM to 12:30 PM, 2:00 PM to 6:30 PM" in page
    assert "Deep tissue massage, 60 minutes</li>" in page
    assert "Facial, 45 minutes: $80.00</li>" in page


def test_readers_see_no_empty_hours_and_services(client, db):
    page = client.get("/about/").content.decode()

    assert "Opening hours" not in page
    assert "Sessions" not in page


def test_search_engines_are_told_the_hours(opened):
    assert Spa().day_spa["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/Monday",
            "opens": opens,
            "closes": closes,
        }
        for opens, closes in (("09:00", "12:30"), ("14:00", "18:30"))
    ]
