"""What somebody types into a page that was sent before, as the way back shows it, is
another request: neither lost nor stored twice."""

import pytest

from booking.models import BookingRequest, OutboxMail, Service
from booking.views import book

from .form import PAGE, form_key, typed, values_on

pytestmark = pytest.mark.django_db

BEN = {"name": "Ben Cole", "email": "ben@visitor.example", "note": "Firm, please."}
ANOTHER = "It differs from the request that you sent before."


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        BEN,
        {"service": "second"},
        {"area": "neck"},
        {"name": "Ben Cole"},
        {"email": "ben@visitor.example"},
        {"phone": "713 555-0100"},
        {"note": "Firm, please."},
        {"day_1": "2027-03-05"},
        {"part_1": "afternoon"},
        {"day_2": "2027-03-05", "part_2": "morning"},
    ],
    ids=" ".join,
)
def test_another_request_from_a_page_that_was_sent_is_stored_beside_the_first(
    client, guide, spa, clock, changes
):
    second = Service.objects.create(name="Facial", minutes=60, order=2)
    changes = {
        name: second.pk if name == "service" else changes[name] for name in changes
    }
    key = form_key(client)
    clock.shift(60)
    first = client.post(PAGE, typed(form_key=key, send="1"))

    checked = client.post(PAGE, typed(form_key=key) | changes)
    sent = client.post(PAGE, values_on(checked) | {"send": "1"})

    assert checked.status_code == 200
    assert ANOTHER in text(checked)
    assert sent.status_code == 303
    assert not sent.url.startswith(first.url)
    assert BookingRequest.objects.filter(suspicion="").count() == 2
    assert OutboxMail.objects.count() == 4


def test_another_request_is_one_however_its_page_is_reached(client, spa, clock):
    key = form_key(client)
    clock.shift(60)
    client.post(PAGE, typed(form_key=key, send="1"))

    first = client.post(PAGE, values_on(client.post(PAGE, typed(form_key=key, **BEN))))
    ways = [client.post(PAGE, typed(form_key=key, **BEN)) for _ in range(2)]
    sent = [client.post(PAGE, values_on(way) | {"send": "1"}) for way in [first, *ways]]

    assert [each.url for each in sent[1:]] == [f"{sent[0].url}?again=1"] * 2
    assert BookingRequest.objects.count() == 2


def test_what_is_sent_at_once_with_a_key_that_is_used_is_asked_about(
    client, spa, clock
):
    key = form_key(client)
    clock.shift(60)
    client.post(PAGE, typed(form_key=key, send="1"))

    asked = client.post(PAGE, typed(form_key=key, send="1", **BEN))

    assert asked.status_code == 200
    assert ANOTHER in text(asked)
    assert BookingRequest.objects.get().name == "Ana Bell"
    client.post(PAGE, values_on(asked) | {"send": "1"})
    assert {asked.name for asked in BookingRequest.objects.all()} == {
        "Ana Bell",
        "Ben Cole",
    }


def test_another_request_that_is_not_right_yet_is_kept_and_stored_once_it_is(
    client, spa, clock
):
    key = form_key(client)
    clock.shift(60)
    client.post(PAGE, typed(form_key=key, send="1"))

    wrong = client.post(PAGE, typed(form_key=key, send="1", **BEN | {"email": "ben"}))
    checked = client.post(PAGE, values_on(wrong) | {"email": "ben@visitor.example"})
    client.post(PAGE, values_on(checked) | {"send": "1"})

    assert wrong.status_code == 422
    assert ANOTHER in text(checked)
    assert values_on(wrong)["name"] == "Ben Cole"
    assert BookingRequest.objects.filter(name="Ben Cole").exists()


def test_who_changes_something_and_then_changes_it_back_asks_for_nothing_new(
    client, spa, clock
):
    key = form_key(client)
    clock.shift(60)
    first = client.post(PAGE, typed(form_key=key, send="1"))

    checked = client.post(PAGE, typed(form_key=key, **BEN))
    changing = client.post(PAGE, values_on(checked) | {"change": "1"})
    as_before = {name: typed().get(name, "") for name in BEN}
    again = client.post(PAGE, values_on(changing) | as_before | {"send": "1"})

    assert again.url == f"{first.url}?again=1"
    assert BookingRequest.objects.count() == 1


def test_two_that_send_different_things_at_once_with_one_key_both_are_kept(
    client, spa, clock, monkeypatch
):
    key = form_key(client)
    clock.shift(60)
    submit = book.submit

    def somebody_is_faster(request, wishes):
        monkeypatch.setattr(book, "submit", submit)
        client.post(PAGE, typed(form_key=key, send="1"))
        return submit(request, wishes)

    monkeypatch.setattr(book, "submit", somebody_is_faster)
    slower = client.post(PAGE, typed(form_key=key, send="1", **BEN))

    assert slower.status_code == 200
    assert values_on(slower)["name"] == "Ben Cole"
    assert BookingRequest.objects.get().name == "Ana Bell"
