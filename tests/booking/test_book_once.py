"""One form is one request, however often and whenever it is sent."""

from datetime import timedelta

import pytest

from booking import form_key as form_keys
from booking.models import BookingRequest, OutboxMail

from .form import PAGE, form_key, typed, values_on

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def test_sending_twice_is_one_request_and_says_so(client, spa, clock):
    key = form_key(client)
    clock.shift(60)
    first = client.post(PAGE, typed(form_key=key, send="1"))

    again = client.post(PAGE, typed(form_key=key, send="1", note="More words"))

    assert (again.status_code, again.url) == (303, f"{first.url}?again=1")
    assert BookingRequest.objects.get().note == ""
    assert OutboxMail.objects.count() == 2
    assert "You sent this before. We kept the first" in text(client.get(again.url))


def test_sending_again_when_the_wishes_have_passed_still_finds_the_first(
    client, spa, clock
):
    key = form_key(client)
    clock.shift(60)
    client.post(PAGE, typed(form_key=key, send="1"))
    clock.shift(timedelta(days=9))

    assert client.post(PAGE, typed(form_key=key, send="1")).status_code == 303


def test_a_slow_reader_is_never_refused(client, spa, clock):
    key = form_key(client)
    clock.shift(timedelta(days=3))

    client.post(PAGE, typed(form_key=key, send="1"))

    assert BookingRequest.objects.get().suspicion == ""


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
