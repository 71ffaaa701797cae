"""What is missing or can't be: said kindly, at the top and at the field, nothing lost."""

import pytest

from booking.models import BookingRequest, Closure

from .form import PAGE, ask, parse
from .life import SATURDAY

# What is typed, the control to which the summary leads, the message.
FAULTS = {
    "no service": ({"service": None}, "id_service_0", "Choose what you would like."),
    "service gone": (
        {"service": "999"},
        "id_service_0",
        "Choose one of the sessions that we offer.",
    ),
    "no day": ({"day_1": None}, "id_day_1_0", "Choose a day that would suit you."),
    "no date": (
        {"day_1": "other"},
        "id_other_day_1",
        "Enter the date, with month, day and year.",
    ),
    "no real date": (
        {"day_1": "other", "other_day_1": "2027-02-30"},
        "id_other_day_1",
        "Enter the date, with month, day and year.",
    ),
    "a Sunday": (
        {"day_1": "other", "other_day_1": "2027-03-07"},
        "id_other_day_1",
        "We’re closed on Sundays. Open days near it: Saturday, March 6 and Monday, "
        "March 8.",
    ),
    "no part": ({"part_1": None}, "id_part_1_0", "Choose a part of the day."),
    "no such part": (
        {"part_1": "night"},
        "id_part_1_0",
        "Choose one of the parts of the day.",
    ),
    "half a second wish": (
        {"part_2": "morning"},
        "id_day_2_0",
        "Choose a day that would suit you.",
    ),
    "the same twice": (
        {"day_2": "2027-03-06", "part_2": "morning"},
        "id_part_2_0",
        "You chose this time already. Choose another.",
    ),
    "no such area": (
        {"area": "soul"},
        "id_area",
        "Choose one of the areas, or leave it open.",
    ),
    "no name": ({"name": " "}, "id_name", "Enter your name."),
    "a very long name": (
        {"name": "x" * 81},
        "id_name",
        "Use at most 80 characters here. There are 81.",
    ),
    "no contact": (
        {"email": None},
        "id_email",
        "Enter a mail address or a phone number. One is enough.",
    ),
    "no mail address": (
        {"email": "ana at visitor"},
        "id_email",
        "Enter a mail address like name@example.com.",
    ),
    "no phone number": (
        {"phone": "12"},
        "id_phone",
        "Enter a phone number with its area code, like (713) 555-0123.",
    ),
    "a very long note": (
        {"note": "x" * 1001},
        "id_note",
        "Use at most 1000 characters here. There are 1001.",
    ),
    "not fit": (
        {"fit_for_massage": None},
        "id_fit_for_massage",
        "Tick the box if none of these apply to you, or a doctor has agreed. If one "
        "applies, ask a doctor first.",
    ),
    "no consent": (
        {"consented": None},
        "id_consented",
        "Tick the box so that we may keep your request.",
    ),
}


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def by_id(page, name: str):
    return page.find(f".//*[@id='{name}']")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_at_the_top_and_at_its_field(client, guide, spa, clock, fault):
    changes, control, message = FAULTS[fault]

    answer = ask(client, clock, **changes)

    page = parse(answer)
    assert answer.status_code == 422
    assert words(page.find(".//title")).startswith("Error: ")
    links = page.findall(".//div[@role='alert']//a")
    assert [(link.get("href"), words(link)) for link in links] == [
        (f"#{control}", message)
    ]
    described = describing(page, control)
    assert [words(by_id(page, each)) for each in described][-1] == f"Error: {message}"
    assert not BookingRequest.objects.exists()


def describing(page, control: str) -> list[str]:
    """The ids of what describes a control, or the group of radios in which it stands."""
    element = by_id(page, control)
    if element.get("type") == "radio":
        groups = page.findall(".//fieldset")
        element = next(group for group in groups if element in group.iter())
    return element.get("aria-describedby").split()


def test_the_summary_takes_the_focus_without_script(client, guide, spa, clock):
    page = parse(ask(client, clock, name=None))

    summary = page.find(".//div[@role='alert']")
    assert summary.get("autofocus") is not None
    assert summary.get("tabindex") == "-1"


def test_a_wrong_field_is_marked_as_such(client, guide, spa, clock):
    page = parse(ask(client, clock, name=None))

    assert by_id(page, "id_name").get("aria-invalid") == "true"
    assert by_id(page, "id_email").get("aria-invalid") is None


def test_the_summary_follows_the_order_of_the_page(client, guide, spa, clock):
    page = parse(client.post(PAGE, {"part_2": "morning", "area": "soul"}))

    fields = [link.get("href")[1:] for link in page.findall(".//div[@role='alert']//a")]
    controls = [each.get("id") for each in page.iter() if each.get("id") in fields]
    assert fields == controls
    assert len(fields) == 9


def test_a_closure_is_explained_with_its_days(client, guide, spa, clock):
    Closure.objects.create(first_day=SATURDAY, last_day=SATURDAY)

    answer = ask(client, clock)

    assert answer.status_code == 422
    assert "We’re closed on Saturday, March 6." in answer.content.decode()
