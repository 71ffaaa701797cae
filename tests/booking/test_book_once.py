"""One form is one request, however often and whenever it is sent."""

from datetime import timedelta

import pytest

from booking import form_key as form_keys
from booking.models import BookingRequest, OutboxMail, Service

from .form import PAGE, form_key, typed, values_on
from .test_book_another import ANOTHER, text

pytestmark = pytest.mark.django_db


def test_sending_twice_is_one_request_and_says_so(client, spa, clock):
    key = form_key(client)
    clock.shift(60)
    first = client.post(PAGE, typed(form_key=key, send="1"))

    again = client.post(PAGE, typed(form_key=key, send="1"))

    assert (again.status_code, again.url) == (303, f"{first.url}?again=1")
    assert OutboxMail.objects.count() == 2
    assert "You sent this before. We kept the first" in text(client.get(again.url))


def test_sending_again_what_can_not_be_had_any_more_still_finds_the_first(
    client, spa, clock
):
    form = typed(form_key=form_key(client), send="1")
    clock.shift(60)
    client.post(PAGE, form)
    clock.shift(timedelta(days=9))
    Service.objects.all().delete()

    assert client.post(PAGE, form).status_code == 303


def test_a_slow_reader_is_never_refused(client, spa, clock):
    key = form_key(client)
    clock.shift(timedelta(days=3))

    client.post(PAGE, typed(form_key=key, send="1"))

    assert BookingRequest.objects.get().suspicion == ""


def test_the_way_back_to_a_form_that_was_sent_leads_to_the_first(client, spa, clock):
    first = typed(
        form_key=form_key(client),
        area="",
        phone="713 555-0100",
        note="Two lines,\r\nas typed ",
        day_1="other",
        other_day_1="2027-03-06",
        day_3="2027-03-05",
        part_3="evening",
    )
    clock.shift(60)
    sent = client.post(PAGE, values_on(client.post(PAGE, first)) | {"send": "1"})

    checked = client.post(PAGE, first)
    again = client.post(PAGE, values_on(checked) | {"send": "1"})

    assert ANOTHER not in text(checked)
    assert again.url == f"{sent.url}?again=1"
    assert BookingRequest.objects.count() == 1


@pytest.mark.parametrize("key", [None, "", "nonsense", "a:b:c", "x" * 5000])
def test_a_broken_key_loses_nothing(client, spa, clock, key):
    page = client.post(PAGE, typed(form_key=key, send="1"))

    assert page.status_code == 200
    assert "Please press “Send my request” once more." in text(page)
    assert not BookingRequest.objects.exists()

    clock.shift(60)
    sent = client.post(PAGE, values_on(page) | {"send": "1"})
    assert sent.status_code == 303
    assert BookingRequest.objects.get().name == "Ana Bell"


def test_the_form_keeps_its_key_on_the_way(client, spa, clock):
    key = form_key(client)

    wrong = values_on(client.post(PAGE, typed(form_key=key, name="")))
    checked = values_on(client.post(PAGE, wrong | {"name": "Ana"}))

    assert wrong["form_key"] == checked["form_key"] == key
    assert form_keys.read(key)


def test_the_form_is_no_one_elses(client, spa):
    page = client.get(PAGE)

    assert form_key(client) != values_on(page)["form_key"]
    assert "private" in page["Cache-Control"]
