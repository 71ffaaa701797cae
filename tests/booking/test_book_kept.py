"""Whatever goes wrong, nothing that was typed is lost."""

import pytest
from django.test import Client

from booking.models import BookingRequest, OpeningHours, Service

from .form import PAGE, ask, form_key, parse, typed, values_on


def test_nothing_typed_is_lost(client, guide, spa, clock):
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
def test_what_goes_while_a_form_is_filled_in_is_said_and_nothing_typed_is_lost(
    client, guide, spa, clock, missing
):
    given = typed(form_key=form_key(client), note="My words")
    missing.objects.all().delete()

    answer = client.post(PAGE, given)

    assert answer.status_code == 422
    assert values_on(answer)["note"] == "My words"
    assert not BookingRequest.objects.exists()


def test_a_second_time_with_something_typed_stays_open(client, guide, spa, clock):
    opened = {}
    for changes in ({}, {"day_2": "2027-03-05"}, {"part_3": "morning"}):
        page = parse(ask(client, clock, name=None, **changes))
        details = page.findall(".//details")
        opened[str(changes)] = [each.get("open") is not None for each in details]

    assert list(opened.values()) == [[False, False], [True, False], [False, True]]


@pytest.mark.parametrize("cookie", [None, "x" * 32])
def test_without_its_cookie_the_form_comes_back_as_it_was_typed(
    guide, spa, clock, cookie
):
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


def test_elsewhere_a_missing_token_is_refused_as_ever(guide):
    careful = Client(enforce_csrf_checks=True)

    answer = careful.post("/admin/login/", {"username": "ed"})

    assert answer.status_code == 403
    assert "You can’t open this page" in answer.content.decode()
