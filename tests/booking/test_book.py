"""Asking for a session: one page, a check page, sent."""

from datetime import timedelta

import pytest

from booking.models import BookingRequest, OpeningHours, OutboxMail, Service, Spa

from .form import PAGE, ask, form_key, typed, values_on
from .life import HOUSTON, MONDAY, SATURDAY, at

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def test_the_page_offers_the_next_open_days_and_says_the_hours(client, spa, clock):
    page = text(client.get(PAGE))

    for words in ("Deep tissue", "60 minutes, $90", "Monday, March 1", "Another day"):
        assert words in page
    assert "Saturday, March 6" in page
    assert "Sunday, March 7" not in page
    assert "Houston time (Central Time)" in page
    assert "Monday: 9:00 AM to 6:00 PM" in page


def test_the_page_says_when_what_is_kept_is_deleted(client, spa, clock):
    assert "It is deleted on Saturday, August 28, 2027." in text(client.get(PAGE))


@pytest.mark.parametrize(
    ("asked", "chosen"), [("neck", "neck"), ("nowhere", ""), ("%00", ""), ("", "")]
)
def test_the_area_is_the_one_of_the_page_before(client, guide, spa, asked, chosen):
    page = client.get(f"{PAGE}?area={asked}")

    assert values_on(page)["area"] == chosen


def test_before_asking_the_cautions_are_read(client, guide, spa):
    page = text(client.get(PAGE))

    assert "Ask a doctor before any massage if:" in page
    assert "you are pregnant" in page
    assert "None of these apply to me, or a doctor has agreed." in page


def test_a_request_is_checked_before_it_is_sent(client, guide, spa, clock):
    key = form_key(client)

    page = client.post(PAGE, typed(form_key=key, area="neck", note="Firm\nplease"))

    assert page.status_code == 200
    assert "Check what you ask for" in text(page)
    for words in ("Saturday, March 6, morning", "Neck", "Ana Bell", "Firm<br>please"):
        assert words in text(page)
    assert not BookingRequest.objects.exists()


def test_the_check_page_sends_what_it_shows(client, guide, spa, clock):
    given = typed(form_key=form_key(client), area="neck", note="Firm\nplease")
    values = values_on(client.post(PAGE, given))
    clock.shift(60)

    answer = client.post(PAGE, values | {"send": "1"})

    request = BookingRequest.objects.get()
    link = request.links.get(purpose="visitor").get_absolute_url()
    assert (answer.status_code, answer.url) == (303, link)
    assert (request.name, request.email) == ("Ana Bell", "ana@visitor.example")
    assert (request.service_name, request.minutes) == ("Deep tissue", 60)
    assert (request.area.slug, request.note) == ("neck", "Firm\nplease")
    assert [str(wish) for wish in request.wishes.all()] == [
        "Saturday, March 6, morning"
    ]
    assert request.wishes_end_at == request.answer_by == at(SATURDAY, 11, 45)
    assert request.delete_on == MONDAY + timedelta(days=180)
    assert request.suspicion == ""
    assert OutboxMail.objects.count() == 2


def test_changing_something_brings_everything_back(client, guide, spa, clock):
    given = typed(form_key=form_key(client), area="neck", day_2="other")
    given |= {"other_day_2": "2027-03-16", "part_2": "afternoon"}
    checked = values_on(client.post(PAGE, given))

    page = client.post(PAGE, checked | {"change": "1"})

    assert page.status_code == 200
    kept = values_on(page)
    assert {name: kept[name] for name in given} == given
    assert not BookingRequest.objects.exists()


def test_three_wishes_are_kept_in_their_order(client, spa, clock):
    ask(
        client,
        clock,
        day_2="other",
        other_day_2="2027-03-16",
        part_2="afternoon",
        day_3="2027-03-02",
        part_3="evening",
    )

    request = BookingRequest.objects.get()
    assert [str(wish) for wish in request.wishes.all()] == [
        "Saturday, March 6, morning",
        "Tuesday, March 16, afternoon",
        "Tuesday, March 2, evening",
    ]
    assert request.wishes_end_at.astimezone(HOUSTON).isoformat() == (
        "2027-03-16T16:45:00-05:00"
    )


def test_a_wish_that_is_left_out_counts_not(client, spa, clock):
    ask(client, clock, day_2="none", other_day_2="2027-03-16", part_2="morning")

    assert BookingRequest.objects.get().wishes.count() == 1


@pytest.mark.parametrize("date", ["2027-03-16", "03/16/2027"])
@pytest.mark.parametrize("day", ["other", None])
def test_another_day_is_given_by_its_date(client, spa, clock, day, date):
    ask(client, clock, day_1=day, other_day_1=date)

    assert BookingRequest.objects.get().wishes.get().day.isoformat() == "2027-03-16"


def test_a_day_that_was_offered_yesterday_is_kept_as_another_day(client, spa, clock):
    given = typed(form_key=form_key(client), day_1="2027-03-09", name="")

    kept = values_on(client.post(PAGE, given))

    assert (kept["day_1"], kept["other_day_1"]) == ("other", "2027-03-09")


@pytest.mark.parametrize(
    "contact", [{"email": None, "phone": "713 555 0100"}, {"phone": None}]
)
def test_mail_or_phone_is_enough(client, spa, clock, contact):
    assert ask(client, clock, **contact).status_code == 303
    assert BookingRequest.objects.exists()


@pytest.mark.parametrize("missing", [Service, OpeningHours])
def test_where_nothing_can_be_asked_for_the_page_says_how_else(client, spa, missing):
    missing.objects.all().delete()
    Spa.objects.update(phone="(713) 555-0199")

    page = client.get(PAGE)

    assert page.status_code == 200
    assert "You can’t ask here at the moment" in text(page)
    assert "(713) 555-0199" in text(page)
    assert "<form" not in text(page)


def test_a_session_that_is_example_hours_says_so(client, spa):
    OpeningHours.objects.update(is_example=True)

    assert "These hours are examples" in text(client.get(PAGE))


def test_the_guide_leads_to_the_form(get_page, spa):
    assert f'href="{PAGE}?area=neck"' in get_page("/relief/neck/")
    for path in ("/", "/relief/neck/", "/guide/ease-a-knot-now/"):
        assert f'href="{PAGE}"' in get_page(path)


def test_search_engines_find_the_form_and_nothing_behind_it(client, guide):
    robots = text(client.get("/robots.txt")).splitlines()

    assert f"{PAGE}</loc>" in text(client.get("/sitemap.xml"))
    assert {"Disallow: /book/", "Allow: /book/$", "Disallow: /desk/"} <= {*robots}
