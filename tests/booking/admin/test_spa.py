"""The spa's profile, hours and services: from the desk to the pages, to search engines and
to the rules of booking. What is empty is shown nowhere."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from booking.availability.schedule import current_schedule
from booking.calendar_rules import opening_hours
from booking.models import Closure, OpeningHours, Service, Spa, SpecialHours
from tests.desk import admin_url, save

FILLED = {
    "street": "1 Moon Street",
    "postal_code": "77002",
    "phone": "+1-713-555-0100",
    "email": "desk@example.com",
}
PAGES = ["/", "/about/", "/questions/", "/relief/"]


@pytest.fixture
def opened(db):
    """Mondays are open from 9:00 to 12:30 and from 14:00 to 18:30."""
    for opens, closes in ((14, 18), (9, 12)):
        OpeningHours.objects.create(
            weekday=OpeningHours.Weekday.MONDAY,
            opens=time(opens),
            closes=time(closes, 30),
        )


def test_search_engines_are_told_what_is_filled_in_and_no_more(opened):
    told = Spa(**FILLED).day_spa
    OpeningHours.objects.all().delete()

    assert told["telephone"] == "+1-713-555-0100"
    assert told["email"] == "desk@example.com"
    assert told["address"]["streetAddress"] == "1 Moon Street"
    assert told["address"]["postalCode"] == "77002"
    assert told["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/Monday",
            "opens": opens,
            "closes": closes,
        }
        for opens, closes in (("09:00", "12:30"), ("14:00", "18:30"))
    ]
    assert Spa().day_spa == {
        "@context": "https://schema.org",
        "@type": "DaySpa",
        "name": "La Moon Massage and Facial",
        "description": "Massage therapies and facials",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Houston",
            "addressRegion": "Texas",
            "addressCountry": "US",
        },
    }


def test_a_page_shows_what_is_filled_in(get_page):
    Spa.objects.create(pk=1, name="Moon Spa", **FILLED)

    for page in map(get_page, PAGES):
        assert "Moon Spa" in page
        assert 'href="tel:+1-713-555-0100"' in page
        assert 'href="mailto:desk@example.com"' in page
        assert "1 Moon Street" in page


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_page_shows_nothing_that_is_empty(get_page, is_saved):
    if is_saved:
        Spa.objects.create(pk=1)

    for page in map(get_page, PAGES):
        assert "La Moon Massage and Facial" in page
        for trace in ("tel:", "mailto:", "telephone", "None", "Opening hours"):
            assert trace not in page
    assert "Sessions" not in get_page("/about/")


def test_readers_see_hours_and_services_once_there_are_any(client, opened):
    Service.objects.create(name="Deep tissue massage", minutes=60, order=1)
    Service.objects.create(name="Facial", minutes=45, price="80.00", order=2)

    page = client.get("/about/").content.decode()

    assert "Monday: 9:00 AM to 12:30 PM, 2:00 PM to 6:30 PM" in page
    assert "Deep tissue massage, 60 minutes</li>" in page
    assert "Facial, 45 minutes: $80.00</li>" in page


def test_the_rules_are_what_the_desk_holds(opened):
    Spa.objects.create(id=1, capacity=2, notice_minutes=60, horizon_days=30)
    SpecialHours.objects.create(day="2027-03-07", opens="10:00", closes="12:00")
    Closure.objects.create(first_day="2027-07-04", last_day="2027-07-05")

    schedule = current_schedule()

    assert opening_hours.spans(schedule, date(2027, 3, 1)) == [
        opening_hours.Span(time(9), time(12, 30)),
        opening_hours.Span(time(14), time(18, 30)),
    ]
    assert opening_hours.spans(schedule, date(2027, 3, 7)) == [
        opening_hours.Span(time(10), time(12))
    ]
    assert opening_hours.spans(schedule, date(2027, 7, 5)) == []
    assert (schedule.capacity, schedule.notice_minutes) == (2, 60)
    assert (schedule.horizon_days, schedule.turnover_minutes) == (30, 15)
    assert str(schedule.zone) == "America/Chicago"


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
    add = admin_url(OpeningHours, "add")

    response = save(editor_client, add, weekday=0, opens="10:00", closes="09:00")

    assert "The spa opens before it closes." in response.content.decode()
    assert not OpeningHours.objects.exists()


def test_the_desk_leads_to_the_one_profile(editor_client):
    listed, add = admin_url(Spa, "changelist"), admin_url(Spa, "add")
    assert editor_client.get(listed).url == add

    save(editor_client, add, phone="+1-713-555-0100")

    change, delete = (admin_url(Spa, name, 1) for name in ("change", "delete"))
    assert editor_client.get(listed).url == change
    for url in (add, delete):
        assert editor_client.get(url).status_code == 403
        assert editor_client.post(url, {"name": "A", "post": "yes"}).status_code == 403
    save(editor_client, change, name="Moon Spa")

    kept = Spa.objects.values_list("pk", "name", "phone")
    assert list(kept) == [(1, "Moon Spa", "+1-713-555-0100")]
