"""One form is one request, however often and whenever it is sent. But what somebody types
into a page that was sent before is another request: neither lost nor stored twice."""

from datetime import timedelta

import pytest

from booking.models import BookingRequest, OutboxMail, Service
from booking.views import book

from ..form import PAGE, form_key, send, send_on, typed, values_on
from ..page import text

BEN = {"name": "Ben Cole", "email": "ben@visitor.example", "note": "Firm, please."}
ANOTHER = "It differs from the request that you sent before."

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(client, spa, clock):
    """The key of a form that was opened a minute ago."""
    key = form_key(client)
    clock.shift(60)
    return key


@pytest.fixture
def first(client, key):
    """The private page to which that form led when it was sent."""
    return send(client, key).url


def names() -> list[str]:
    return [asked.name for asked in BookingRequest.objects.order_by("pk")]


def test_sending_twice_is_one_request_and_says_so(client, key, first):
    again = send(client, key)

    assert (again.status_code, again.url) == (303, f"{first}?again=1")
    assert OutboxMail.objects.count() == 2
    assert "You sent this before. We kept the first" in text(client.get(again.url))


def test_what_can_not_be_had_any_more_still_finds_the_first(client, clock, key, first):
    clock.shift(timedelta(days=9))
    again = typed(form_key=key, send="1")
    Service.objects.all().delete()

    assert client.post(PAGE, again).url == f"{first}?again=1"


def test_a_slow_reader_is_never_refused(client, clock, key):
    clock.shift(timedelta(days=3))

    send(client, key)

    assert BookingRequest.objects.get().suspicion == ""


def test_the_way_back_to_a_form_that_was_sent_leads_to_the_first(client, key):
    form = typed(
        form_key=key,
        area="",
        phone="713 555-0100",
        note="Two lines,\r\nas typed ",
        day_1="other",
        other_day_1="2027-03-06",
        day_3="2027-03-05",
        part_3="evening",
    )
    sent = send_on(client, client.post(PAGE, form))

    checked = client.post(PAGE, form)

    assert ANOTHER not in text(checked)
    assert send_on(client, checked).url == f"{sent.url}?again=1"
    assert BookingRequest.objects.count() == 1


def test_a_broken_key_loses_nothing(client, spa, clock):
    keys = [None, "", "nonsense", "a:b:c", "x" * 5000]

    pages = [send(client, key) for key in keys]

    for page in pages:
        assert page.status_code == 200
        assert "Please press “Send my request” once more." in text(page)
    assert not BookingRequest.objects.exists()
    clock.shift(60)
    assert [send_on(client, page).status_code for page in pages] == [303] * len(keys)
    assert names() == ["Ana Bell"] * len(keys)


def test_the_form_keeps_its_key_on_the_way_and_shares_it_with_nobody(client, key):
    wrong = values_on(client.post(PAGE, typed(form_key=key, name="")))
    checked = values_on(client.post(PAGE, wrong | {"name": "Ana"}))
    other = client.get(PAGE)

    assert wrong["form_key"] == checked["form_key"] == key
    assert values_on(other)["form_key"] != key
    assert "private" in other["Cache-Control"]


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
def test_another_request_is_stored_beside_the_first(client, guide, key, first, changes):
    second = Service.objects.create(name="Facial", minutes=60, order=2)
    changes = {
        name: second.pk if name == "service" else changes[name] for name in changes
    }

    checked = client.post(PAGE, typed(form_key=key) | changes)
    sent = send_on(client, checked)

    assert checked.status_code == 200
    assert ANOTHER in text(checked)
    assert sent.status_code == 303
    assert not sent.url.startswith(first)
    assert BookingRequest.objects.filter(suspicion="").count() == 2
    assert OutboxMail.objects.count() == 4


def test_another_request_is_one_however_its_page_is_reached(client, key, first):
    form = typed(form_key=key, **BEN)

    checked = client.post(PAGE, values_on(client.post(PAGE, form)))
    ways = [checked, client.post(PAGE, form), client.post(PAGE, form)]
    sent, *again = [send_on(client, way).url for way in ways]

    assert again == [f"{sent}?again=1"] * 2
    assert names() == ["Ana Bell", "Ben Cole"]


@pytest.mark.parametrize("mail", ["ben@visitor.example", "ben"])
def test_another_request_that_is_sent_at_once_is_asked_about_and_kept(
    client, key, first, mail
):
    at_once = send(client, key, **BEN | {"email": mail})
    assert names() == ["Ana Bell"]
    assert values_on(at_once)["name"] == "Ben Cole"

    checked = client.post(PAGE, values_on(at_once) | {"email": "ben@visitor.example"})
    assert ANOTHER in text(checked)
    assert (ANOTHER in text(at_once)) == (at_once.status_code == 200) == (mail != "ben")
    send_on(client, checked)
    assert names() == ["Ana Bell", "Ben Cole"]


def test_what_is_changed_and_then_changed_back_is_nothing_new(client, key, first):
    checked = client.post(PAGE, typed(form_key=key, **BEN))
    changing = client.post(PAGE, values_on(checked) | {"change": "1"})
    as_before = {name: typed().get(name, "") for name in BEN}

    again = send_on(client, changing, **as_before)

    assert again.url == f"{first}?again=1"
    assert BookingRequest.objects.count() == 1


def test_of_two_sent_at_once_with_one_key_neither_is_lost(client, key, monkeypatch):
    submit = book.submit

    def somebody_is_faster(request, wishes):
        monkeypatch.setattr(book, "submit", submit)
        send(client, key)
        return submit(request, wishes)

    monkeypatch.setattr(book, "submit", somebody_is_faster)
    slower = send(client, key, **BEN)

    assert slower.status_code == 200
    assert values_on(slower)["name"] == "Ben Cole"
    assert names() == ["Ana Bell"]
