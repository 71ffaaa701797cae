"""The day and the week at a glance, and what they say of capacity."""

from datetime import date, timedelta

import pytest

from booking.calendar_rules.opening_hours import PartOfDay
from booking.models import Closure, Spa
from booking.workflow import acts

from ..life import MONDAY, SATURDAY, TEN, accept, at, propose
from ..page import text

AGENDA = "/admin/booking/bookingrequest/agenda/"


def open_day(client, day):
    return client.get(f"{AGENDA}{day}/")


def test_the_agenda_begins_with_today_and_says_that_it_is_empty(staff, spa):
    for linked in ("/admin/", "/admin/booking/bookingrequest/"):
        assert f'href="{AGENDA}"' in staff.get(linked).content.decode()
    page = staff.get(AGENDA, follow=True)

    assert page.redirect_chain == [(f"{AGENDA}2027-03-01/", 302)]
    for words in (
        "Monday, March 1, 2027",
        "Open 9:00 AM to 6:00 PM. 1 client at once.",
        "No sessions on this day.",
        "None for this day.",
    ):
        assert words in text(page)


def test_a_day_shows_its_sessions_in_their_order_and_no_others(staff, make_request):
    accept(make_request(name="Late One"), at(SATURDAY, 14))
    accept(make_request(name="Early One", phone="+17135550100"), TEN)
    accept(make_request(name="Other Day"), at(SATURDAY - timedelta(days=1), 10))
    propose(make_request(name="Offered One"), at(SATURDAY, 16))
    acts.decline(make_request(name="Declined One"), who="Eve")

    page = text(open_day(staff, SATURDAY))

    assert page.index("Early One") < page.index("Late One")
    assert "10:00 AM to 11:00 AM Early One" in page
    assert "(713) 555-0100" in page
    assert "Offered One (offered)" in page
    assert "Other Day" not in page
    assert "Declined One" not in page


def test_the_places_taken_are_counted_with_the_turnover(staff, make_request):
    Spa.objects.update(capacity=2)
    for name, start in [
        ("First", TEN),
        ("Second", at(SATURDAY, 10, 30)),
        ("Third", at(SATURDAY, 11, 10)),
        ("Fourth", at(SATURDAY, 12, 30)),
    ]:
        accept(make_request(name=name), start, override=True)

    page = open_day(staff, SATURDAY)

    slots = page.context["days"][0].slots
    taken = {slot.request.name: (slot.places, slot.is_over_capacity) for slot in slots}
    assert taken == {
        "First": (1, False),
        "Second": (2, False),
        "Third": (3, True),
        "Fourth": (1, False),
    }
    assert "3 of 2 over capacity" in text(page)


def test_waiting_wishes_follow_the_parts_of_the_day(staff, make_request):
    for name, part in [("Eve", "EVENING"), ("Noa", "AFTERNOON"), ("Mo", "MORNING")]:
        make_request([(SATURDAY, PartOfDay[part])], name=f"{name} Waits")
    make_request(name="Spam Bot", suspicion="too fast")
    accept(make_request(name="Has Time"), at(MONDAY, 15))

    wishes = text(open_day(staff, SATURDAY)).split("Wishes that wait")[1]

    assert "Morning: Mo Waits" in wishes
    assert wishes.index("Mo") < wishes.index("Noa") < wishes.index("Eve")
    assert "Spam" not in wishes
    assert "Has Time" not in wishes


def test_a_week_begins_on_monday_and_shows_each_day(staff, make_request):
    accept(make_request())

    page = staff.get(f"{AGENDA}{SATURDAY}/week/")

    assert [each.day for each in page.context["days"]] == [
        MONDAY + timedelta(days=ahead) for ahead in range(7)
    ]
    assert "Week of Monday, March 1, 2027" in text(page)
    assert "10:00 AM Ana Bell 1 of 1" in text(page)
    assert "Closed that day." in text(page)

    Closure.objects.create(first_day=SATURDAY, last_day=SATURDAY)
    closed = text(open_day(staff, SATURDAY))
    assert "There are sessions on this day, though the spa is closed." in closed
    assert "outside the hours" in closed


@pytest.mark.parametrize(
    ("kind", "first", "days"), [("", SATURDAY, 1), ("week/", MONDAY, 7)]
)
def test_one_can_step_through_the_days(staff, spa, kind, first, days):
    page = staff.get(f"{AGENDA}{SATURDAY}/{kind}").content.decode()

    for day in (first - timedelta(days=days), MONDAY, first + timedelta(days=days)):
        assert f'href="{AGENDA}{day}/{kind}"' in page


@pytest.mark.parametrize("day", [date(2027, 3, 14), date(2027, 11, 7)])
def test_a_day_on_which_the_clocks_change_has_its_sessions(
    staff, clock, make_request, day
):
    clock.move_to(at(day - timedelta(days=2), 9))
    wishes = [(day, PartOfDay.MORNING)]
    delete_on = day + timedelta(days=90)
    for start in (at(day, 0, 15), at(day, 23, 30)):
        accept(make_request(wishes, delete_on=delete_on), start, override=True)

    counts = [
        len(open_day(staff, each).context["days"][0].slots)
        for each in (day - timedelta(days=1), day, day + timedelta(days=1))
    ]

    assert counts == [0, 2, 0]


def test_what_is_no_day_is_not_found(staff, spa):
    no_days = ["0001-01-01", "9999-12-31", "2027-02-30", "tomorrow", "1", "%00"]
    pages = [f"{AGENDA}{day}/{kind}" for day in no_days for kind in ("", "week/")]

    assert [page for page in pages if staff.get(page).status_code != 404] == []


def test_a_full_day_asks_no_more_of_the_database(
    staff, make_request, django_assert_max_num_queries
):
    for _ in range(5):
        accept(make_request(), override=True)
        make_request()

    for kind in ("", "week/"):
        with django_assert_max_num_queries(9):
            staff.get(f"{AGENDA}{SATURDAY}/{kind}")
