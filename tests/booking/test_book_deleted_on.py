"""When a request is deleted: the day that was shown before it was sent stays."""

from datetime import timedelta

import pytest

from booking.models import BookingRequest, Spa

from .form import PAGE, form_key, typed, values_on
from .life import MONDAY, at
from .page import text

BEFORE_MIDNIGHT = at(MONDAY, 23, 50)
SHOWN = "2027-08-28"
SPOKEN = "Saturday, August 28, 2027"

pytestmark = pytest.mark.django_db


def kept_until() -> str:
    return str(BookingRequest.objects.get().delete_on)


def test_the_day_on_the_check_page_stays_when_it_is_sent_the_next_day(
    client, spa, clock
):
    clock.move_to(BEFORE_MIDNIGHT)
    checked = client.post(PAGE, typed(form_key=form_key(client)))
    assert f"We keep this until {SPOKEN}" in text(checked)

    clock.shift(timedelta(minutes=20))
    client.post(PAGE, values_on(checked) | {"send": "1"})

    assert kept_until() == SHOWN


def test_the_day_on_the_form_stays_on_the_way(client, spa, clock):
    clock.move_to(BEFORE_MIDNIGHT)
    form = client.get(PAGE)
    assert f"It is deleted on {SPOKEN}" in text(form)

    clock.shift(timedelta(minutes=20))
    wrong = client.post(PAGE, values_on(form) | typed(name=""))
    checked = client.post(PAGE, values_on(wrong) | {"name": "Ana Bell"})

    assert f"It is deleted on {SPOKEN}" in text(wrong)
    assert f"We keep this until {SPOKEN}" in text(checked)


def test_a_spa_that_keeps_less_by_now_keeps_less(client, spa, clock):
    checked = client.post(PAGE, typed(form_key=form_key(client)))
    Spa.objects.update(keep_days=90)
    clock.shift(60)

    client.post(PAGE, values_on(checked) | {"send": "1"})

    assert kept_until() == "2027-05-30"


@pytest.mark.parametrize(
    "shown",
    [
        None,
        "",
        "soon",
        "2027-08-00",
        "0001-01-01",
        "9999-12-31",
        "2027-08-29",
        "2027-03-07",
        "2027-04-29",
        "2" * 100_000,
        "\x00",
    ],
)
def test_a_day_that_no_page_has_shown_counts_not(client, spa, clock, shown):
    key = form_key(client)
    clock.shift(60)

    client.post(PAGE, typed(form_key=key, send="1", shown_day=shown))

    assert kept_until() == SHOWN
