"""What is missing or can't be: said kindly, at the top and at the field, nothing lost."""

import pytest
from django.test import Client

from booking.models import BookingRequest, Closure, OpeningHours, Service

from ..form import PAGE, ask, form_key, parse, typed, values_on

NO_DAY = "Choose a day that would suit you."
NO_DATE = "Enter the date, with month, day and year."
SUNDAY = (
    "We’re closed on Sundays. Open days near it: Saturday, March 6 and Monday, March 8."
)
CLOSED = (
    "We’re closed on Tuesday, March 9. "
    "Open days near it: Monday, March 8 and Wednesday, March 10."
)
TWICE = "You chose this time already. Choose another."
NO_CONTACT = "Enter a mail address or a phone number. One is enough."
NO_MAIL = "Enter a mail address like name@example.com."
NO_PHONE = "Enter a phone number with its area code, like (713) 555-0123."
NOT_FIT = (
    "Tick the box if none of these apply to you, or a doctor has agreed. If one applies, "
    "ask a doctor first."
)
NO_CONSENT = "Tick the box so that we may keep your request."
# What is typed, the control to which the summary leads, the message.
FAULTS = [
    ({"service": None}, "service_0", "Choose what you would like."),
    ({"service": "999"}, "service_0", "Choose one of the sessions that we offer."),
    ({"day_1": None}, "day_1_0", NO_DAY),
    ({"day_1": "other"}, "other_day_1", NO_DATE),
    ({"day_1": "other", "other_day_1": "2027-02-30"}, "other_day_1", NO_DATE),
    ({"day_1": "other", "other_day_1": "2027-03-07"}, "other_day_1", SUNDAY),
    ({"day_1": "2027-03-09"}, "other_day_1", CLOSED),
    ({"part_1": None}, "part_1_0", "Choose a part of the day."),
    ({"part_1": "night"}, "part_1_0", "Choose one of the parts of the day."),
    ({"part_2": "morning"}, "day_2_0", NO_DAY),
    ({"day_2": "2027-03-06", "part_2": "morning"}, "part_2_0", TWICE),
    ({"area": "soul"}, "area", "Choose one of the areas, or leave it open."),
    ({"name": " "}, "name", "Enter your name."),
    ({"name": "x" * 81}, "name", "Use at most 80 characters here. There are 81."),
    ({"email": None}, "email", NO_CONTACT),
    ({"email": "ana at visitor"}, "email", NO_MAIL),
    ({"phone": "12"}, "phone", NO_PHONE),
    ({"note": "x" * 1001}, "note", "Use at most 1000 characters here. There are 1001."),
    ({"fit_for_massage": None}, "fit_for_massage", NOT_FIT),
    ({"consented": None}, "consented", NO_CONSENT),
]


pytestmark = pytest.mark.usefixtures("spa", "clock")


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def by_id(page, name: str):
    return page.find(f".//*[@id='{name}']")


def summary(page) -> list[tuple[str, str]]:
    """Where the links of the list of errors lead, and what they say."""
    links = page.findall(".//div[@role='alert']//a")
    return [(link.get("href"), words(link)) for link in links]


def description(page, control: str) -> list[str]:
    """What describes a control, or the group of radios in which it stands."""
    element = by_id(page, control)
    if element.get("type") == "radio":
        groups = page.findall(".//fieldset")
        element = next(group for group in groups if element in group.iter())
    ids = element.get("aria-describedby").split()
    return [words(by_id(page, each)) for each in ids]


def test_a_fault_is_said_at_the_top_and_at_its_field(client, subtests):
    Closure.objects.create(first_day="2027-03-09", last_day="2027-03-09")

    for changes, control, message in FAULTS:
        with subtests.test(control=control, message=message):
            answer = ask(client, **changes)

            page = parse(answer)
            assert answer.status_code == 422
            assert words(page.find(".//title")).startswith("Error: ")
            assert summary(page) == [(f"#id_{control}", message)]
            assert description(page, f"id_{control}")[-1] == f"Error: {message}"
            assert not BookingRequest.objects.exists()


def test_the_summary_takes_the_focus_and_follows_the_order_of_the_page(client):
    page = parse(client.post(PAGE, {"part_2": "morning", "area": "soul"}))

    alert = page.find(".//div[@role='alert']")
    assert alert.get("autofocus") is not None
    assert alert.get("tabindex") == "-1"
    assert by_id(page, "id_name").get("aria-invalid") == "true"
    assert by_id(page, "id_phone").get("aria-invalid") is None
    fields = [href[1:] for href, _ in summary(page)]
    controls = [each.get("id") for each in page.iter() if each.get("id") in fields]
    assert fields == controls
    assert len(fields) == 9


def test_nothing_typed_is_lost(client, guide):
    given = typed(
        form_key=form_key(client),
        area="calves",
        note="Two lines,\nas typed",
        phone="713 abc",
        day_2="other",
        other_day_2="2027-03-07",
        part_2="evening",
        website="",
    )

    kept = values_on(client.post(PAGE, given))

    assert {name: kept[name] for name in given} == given


@pytest.mark.parametrize("missing", [Service, OpeningHours])
def test_what_goes_while_a_form_is_filled_in_is_said_and_loses_nothing(client, missing):
    given = typed(form_key=form_key(client), note="My words")
    missing.objects.all().delete()

    answer = client.post(PAGE, given)

    assert answer.status_code == 422
    assert values_on(answer)["note"] == "My words"
    assert not BookingRequest.objects.exists()


def test_a_second_time_with_something_typed_stays_open(client):
    def opened(**changes) -> list[bool]:
        page = parse(ask(client, name=None, **changes))
        return [each.get("open") is not None for each in page.findall(".//details")]

    assert opened() == [False, False]
    assert opened(day_2="2027-03-05") == [True, False]
    assert opened(part_3="morning") == [False, True]


@pytest.mark.parametrize("cookie", [None, "x" * 32])
def test_without_its_cookie_the_form_comes_back_as_it_was_typed(guide, clock, cookie):
    careful = Client(enforce_csrf_checks=True)
    given = typed(form_key=form_key(careful), note="My words", area="neck")
    careful.cookies.clear()
    if cookie:
        careful.cookies["csrftoken"] = cookie

    answer = careful.post(PAGE, given | {"send": "1"})

    assert answer.status_code == 403
    assert "Nothing has been sent yet" in answer.content.decode()
    kept = values_on(answer)
    assert {name: kept[name] for name in given} == given
    assert not BookingRequest.objects.exists()

    clock.shift(60)
    assert careful.post(PAGE, kept | {"send": "1"}).status_code == 303
    assert BookingRequest.objects.get().note == "My words"


def test_elsewhere_a_missing_token_is_refused_as_ever(db):
    careful = Client(enforce_csrf_checks=True)

    answer = careful.post("/admin/login/", {"username": "ed"})

    assert answer.status_code == 403
    assert "You can’t open this page" in answer.content.decode()
