"""Spam is kept aside without a word: the visitor sees the same polite page."""

from datetime import timedelta

import pytest

from booking.client_address import client_address
from booking.models import BookingRequest, OutboxMail

from .form import PAGE, ask, form_key, typed

FIVE_REQUESTS = "More than 5 requests in an hour from one address."
THREE_OF_A_CONTACT = "More than 3 requests in a day with this contact."

pytestmark = pytest.mark.django_db


def suspicions() -> list[str]:
    requests = BookingRequest.objects.order_by("pk")
    return list(requests.values_list("suspicion", flat=True))


def ask_as(client, clock, number: int, **overrides):
    """Ask as another person from the same place."""
    return ask(client, clock, email=f"visitor{number}@visitor.example", **overrides)


def test_a_person_is_not_suspect(client, spa, clock):
    ask(client, clock)

    assert suspicions() == [""]


def test_who_fills_in_the_field_that_nobody_sees_is_set_aside(client, spa, clock):
    answer = ask(client, clock, website="https://pills.example")

    page = client.get(answer.url).content.decode()
    assert suspicions() == ["A field that people don’t see was filled in."]
    assert "Not booked yet" in page
    assert "suspicio" not in page and "spam" not in page
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("seconds", "reason"), [(2, "It was sent within three seconds."), (4, "")]
)
def test_who_is_faster_than_hands_is_set_aside(client, spa, clock, seconds, reason):
    key = form_key(client)
    clock.shift(seconds)

    client.post(PAGE, typed(form_key=key, send="1"))

    assert suspicions() == [reason]


def test_the_sixth_request_of_an_hour_from_one_place_is_set_aside(client, spa, clock):
    for number in range(6):
        ask_as(client, clock, number)

    assert suspicions() == [""] * 5 + [FIVE_REQUESTS]

    clock.shift(timedelta(hours=1))
    ask_as(client, clock, 7)
    assert suspicions()[-1] == ""


def test_another_place_is_another_client(client, spa, clock):
    for number in range(5):
        ask_as(client, clock, number)

    client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    ask_as(client, clock, 5)

    assert suspicions() == [""] * 6


@pytest.mark.parametrize(
    "contact",
    [
        {},
        {"email": "ANA@visitor.example"},
        {"email": None, "phone": "(713) 555-0100"},
    ],
)
def test_the_fourth_request_of_a_day_with_one_contact_is_set_aside(
    client, spa, clock, contact
):
    for number in range(4):
        client.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        ask(client, clock, **contact)
        clock.shift(timedelta(hours=7))

    assert suspicions() == ["", "", "", THREE_OF_A_CONTACT]

    clock.shift(timedelta(days=1))
    ask(client, clock, **contact)
    assert suspicions()[-1] == ""


def test_the_address_itself_is_not_stored(client, spa, clock):
    ask(client, clock)

    hashed = BookingRequest.objects.get().client
    assert len(hashed) == 64
    assert "127.0.0.1" not in hashed


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "198.51.100.1"),
        (0, "203.0.113.7", "198.51.100.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "192.0.2.66, 203.0.113.7", "203.0.113.7"),
        (2, "192.0.2.66, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "198.51.100.1"),
        (1, None, "198.51.100.1"),
        (1, "unknown", "198.51.100.1"),
        (1, "<script>", "198.51.100.1"),
        (1, "2001:DB8::7", "2001:db8::7"),
    ],
)
def test_the_client_is_who_our_own_proxies_saw(
    rf, settings, proxies, forwarded, address
):
    settings.PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    request = rf.get("/", REMOTE_ADDR="198.51.100.1", **headers)

    assert client_address(request) == address


def test_a_made_up_header_makes_no_new_client(client, spa, clock):
    for number in range(6):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{number}"
        ask_as(client, clock, number)

    assert suspicions()[-1] == FIVE_REQUESTS


@pytest.mark.parametrize(
    ("address", "is_same"),
    [("2001:db8::9", True), ("2001:db8:0:1::9", False), ("::ffff:203.0.113.7", False)],
)
def test_one_client_has_sixty_four_bits_of_ipv6(client, spa, clock, address, is_same):
    client.defaults["REMOTE_ADDR"] = "2001:db8::1"
    ask_as(client, clock, 1)
    client.defaults["REMOTE_ADDR"] = address
    ask_as(client, clock, 2)

    hashes = set(BookingRequest.objects.values_list("client", flat=True))
    assert (len(hashes) == 1) is is_same


def test_through_a_socket_there_is_no_address_to_count(client, spa, clock):
    client.defaults["REMOTE_ADDR"] = ""
    for number in range(6):
        ask_as(client, clock, number)

    assert suspicions() == [""] * 6
