"""Asking for a session: one page, a check page, sent."""

from datetime import timedelta

import pytest

from booking.models import BookingRequest, OpeningHours, OutboxMail, Service, Spa, Wish

from ..form import PAGE, ask, form_key, send_on, typed, values_on
from ..life import HOUSTON, MONDAY, SATURDAY, at
from ..page import text

SHOWN, SPOKEN = "2027-08-28", "Saturday, August 28, 2027"
NEVER_SHOWN = [
    *(None, "", "soon", "2027-08-00", "0001-01-01", "9999-12-31", "2027-08-29"),
    *("2027-03-07", "2027-04-29", "2" * 90_000, "\x00"),
]

pytestmark = pytest.mark.usefixtures("spa", "clock")


def source(response) -> str:
    return response.content.decode()


def wished() -> list[str]:
    return [str(wish) for wish in BookingRequest.objects.latest("pk").wishes.all()]


def kept_until() -> str:
    return str(BookingRequest.objects.latest("pk").delete_on)


def test_the_page_offers_the_next_open_days_and_says_hours_and_cautions(client, guide):
    page = text(client.get(PAGE))

    for words in (
        *("Deep tissue", "60 minutes, $90", "Monday, March 1", "Saturday, March 6"),
        *("Another day", "Houston time (Central Time)", "Monday: 9:00 AM to 6:00 PM"),
        *("Ask a doctor before any massage if:", "you are pregnant"),
        "None of these apply to me, or a doctor has agreed.",
    ):
        assert words in page
    assert "Sunday, March 7" not in page
    assert "These hours are examples" not in page
    OpeningHours.objects.update(is_example=True)
    assert "These hours are examples" in text(client.get(PAGE))


def test_the_area_is_the_one_of_the_page_before(client, guide):
    queries = ["area=neck", "area=nowhere", "area=%00", "area=", "area=%FF", "area[]=1"]
    queries.append("area=" + "x" * 5000)

    chosen = [values_on(client.get(f"{PAGE}?{query}"))["area"] for query in queries]

    assert chosen == ["neck", *[""] * 6]


def test_a_request_is_checked_and_then_sent_as_it_was_shown(client, guide, clock):
    given = typed(form_key=form_key(client), area="neck", note="Firm\nplease")

    checked = client.post(PAGE, given)

    assert checked.status_code == 200
    assert "Check what you ask for" in source(checked)
    for words in ("Saturday, March 6, morning", "Neck", "Ana Bell", "Firm<br>please"):
        assert words in source(checked)
    assert not BookingRequest.objects.exists()

    clock.shift(60)
    answer = send_on(client, checked)

    request = BookingRequest.objects.get()
    link = request.links.get(purpose="visitor").get_absolute_url()
    assert (answer.status_code, answer.url) == (303, link)
    assert (request.name, request.email) == ("Ana Bell", "ana@visitor.example")
    assert (request.service_name, request.minutes) == ("Deep tissue", 60)
    assert (request.area.slug, request.note) == ("neck", "Firm\nplease")
    assert wished() == ["Saturday, March 6, morning"]
    assert request.wishes_end_at == request.answer_by == at(SATURDAY, 11, 45)
    assert request.delete_on == MONDAY + timedelta(days=180)
    assert request.suspicion == ""
    assert OutboxMail.objects.count() == 2


def test_changing_something_brings_everything_back(client, guide):
    given = typed(form_key=form_key(client), area="neck", day_2="other")
    given |= {"other_day_2": "2027-03-16", "part_2": "afternoon"}
    checked = values_on(client.post(PAGE, given))

    page = client.post(PAGE, checked | {"change": "1"})

    assert page.status_code == 200
    kept = values_on(page)
    assert {name: kept[name] for name in given} == given
    assert not BookingRequest.objects.exists()


def test_three_wishes_are_kept_in_their_order(client):
    second = {"day_2": "other", "other_day_2": "2027-03-16", "part_2": "afternoon"}
    left_out = {"day_2": "none", "other_day_2": "2027-03-16", "part_2": "morning"}

    ask(client, **second, day_3="2027-03-02", part_3="evening")
    assert wished() == [
        "Saturday, March 6, morning",
        "Tuesday, March 16, afternoon",
        "Tuesday, March 2, evening",
    ]
    last = BookingRequest.objects.get().wishes_end_at.astimezone(HOUSTON)
    assert last.isoformat() == "2027-03-16T16:45:00-05:00"

    ask(client, **left_out)
    assert wished() == ["Saturday, March 6, morning"]


def test_another_day_is_given_by_its_date(client):
    for day in ("other", None):
        for date in ("2027-03-16", "03/16/2027"):
            ask(client, day_1=day, other_day_1=date)

    assert [str(wish.day) for wish in Wish.objects.all()] == ["2027-03-16"] * 4


def test_a_day_that_was_offered_yesterday_is_kept_as_another_day(client):
    given = typed(form_key=form_key(client), day_1="2027-03-09", name="")

    kept = values_on(client.post(PAGE, given))

    assert (kept["day_1"], kept["other_day_1"]) == ("other", "2027-03-09")


def test_mail_or_phone_is_enough(client):
    by_phone = ask(client, email=None, phone="713 555 0100")
    by_mail = ask(client, phone=None)

    assert (by_phone.status_code, by_mail.status_code) == (303, 303)
    assert BookingRequest.objects.count() == 2


def test_the_day_of_its_end_stays_as_it_was_shown_past_midnight(client, clock):
    clock.move_to(at(MONDAY, 23, 50))
    form = client.get(PAGE)
    clock.shift(timedelta(minutes=20))
    wrong = client.post(PAGE, values_on(form) | typed(name=""))
    checked = client.post(PAGE, values_on(wrong) | {"name": "Ana Bell"})
    send_on(client, checked)

    assert f"It is deleted on {SPOKEN}." in text(form)
    assert f"It is deleted on {SPOKEN}." in text(wrong)
    assert f"We keep this until {SPOKEN}" in text(checked)
    assert kept_until() == SHOWN


def test_a_day_of_its_end_that_no_page_has_shown_counts_not(client, subtests):
    for shown in NEVER_SHOWN:
        with subtests.test(shown=(shown or "")[:20]):
            assert ask(client, shown_day=shown).status_code == 303
            assert kept_until() == SHOWN

    Spa.objects.update(keep_days=90)  # less by now
    ask(client, shown_day=SHOWN)
    assert kept_until() == "2027-05-30"


@pytest.mark.parametrize("missing", [Service, OpeningHours])
def test_where_nothing_can_be_asked_for_the_page_says_how_else(client, missing):
    missing.objects.all().delete()
    Spa.objects.update(phone="(713) 555-0199")

    page = client.get(PAGE)

    assert page.status_code == 200
    assert "You can’t ask here at the moment" in source(page)
    assert "(713) 555-0199" in source(page)
    assert "<form" not in source(page)


def test_the_guide_leads_to_the_form(get_page):
    assert f'href="{PAGE}?area=neck"' in get_page("/relief/neck/")
    for path in ("/", "/relief/neck/", "/guide/ease-a-knot-now/"):
        assert f'href="{PAGE}"' in get_page(path)


def test_search_engines_find_the_form_and_nothing_behind_it(client, guide):
    robots = source(client.get("/robots.txt")).splitlines()

    assert f"{PAGE}</loc>" in source(client.get("/sitemap.xml"))
    assert {"Disallow: /book/", "Allow: /book/$", "Disallow: /desk/"} <= {*robots}
