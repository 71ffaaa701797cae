"""The front desk's calendar feed: agreed sessions, initials, a secret address."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from booking import workflow
from booking.models import Spa

from .life import AFTER, SATURDAY, TEN, at
from .page import text

CHANGE = "/admin/booking/spa/1/change/"
NEW_FEED = "/admin/booking/spa/1/new-feed/"


def feed_url() -> str:
    return f"/desk/feed/{Spa.objects.get().feed_key}.ics"


def events(client) -> list:
    response = client.get(feed_url())
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_feed_has_agreed_sessions_by_initials(client, make_request):
    workflow.accept(make_request(note="My back"), TEN, who="Eve")
    workflow.propose(make_request(), at(SATURDAY, 14), who="Eve")
    make_request()

    (event,) = events(client)

    assert event["SUMMARY"] == "A.B. Deep tissue"
    assert (event.start, event.end) == (TEN, TEN + timedelta(hours=1))
    for secret in ("Bell", "ana@visitor", "My back"):
        assert secret not in client.get(feed_url()).content.decode()


@pytest.mark.parametrize(
    ("state", "count"),
    [
        ("proposed", 0),
        ("accepted", 1),
        ("cancelled", 0),
        ("completed", 1),
        ("no_show", 1),
    ],
)
def test_a_session_stays_in_the_feed_once_it_is_over(client, bring_to, state, count):
    bring_to(state)

    assert [event.start for event in events(client)] == [TEN] * count


def test_the_feed_is_in_the_order_of_the_sessions(client, clock, make_request):
    workflow.accept(make_request(), at(SATURDAY, 14), who="Eve")
    first = workflow.accept(make_request(), TEN, who="Eve")
    clock.move_to(AFTER)
    workflow.complete(first, who="Eve")

    assert [event.start for event in events(client)] == [TEN, at(SATURDAY, 14)]


@pytest.mark.parametrize(("days", "count"), [(29, 1), (31, 0)])
def test_the_feed_goes_back_thirty_days(client, clock, make_request, days, count):
    workflow.accept(make_request(), TEN, who="Eve")

    clock.move_to(TEN + timedelta(days=days))

    assert len(events(client)) == count


@pytest.mark.parametrize("key", ["x", "%00", "é", "a" * 500])
def test_another_address_shows_nothing(client, spa, key):
    assert client.get(f"/desk/feed/{key}.ics").status_code == 404


def test_a_spa_without_a_profile_has_no_feed(client, db):
    assert client.get(f"/desk/feed/{Spa().feed_key}.ics").status_code == 404


def test_no_other_key_opens_the_feed(client, make_request):
    for link in make_request().links.all():
        assert client.get(f"/desk/feed/{link.key}.ics").status_code == 404


def test_the_feed_is_private_and_read_only(client, spa):
    response = client.get(feed_url())

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies
    assert client.post(feed_url()).status_code == 405


def test_the_profile_shows_the_address_and_gives_a_new_one(staff, spa, settings):
    old = feed_url()
    assert settings.SITE_URL + old in text(staff.get(CHANGE))

    response = staff.post(NEW_FEED, follow=True)

    assert feed_url() != old
    assert settings.SITE_URL + feed_url() in text(response)
    assert staff.get(old).status_code == 404
    assert staff.get(feed_url()).status_code == 200


def test_looking_gives_no_new_address(staff, spa):
    before = feed_url()

    assert staff.get(NEW_FEED).status_code == 405

    assert feed_url() == before
