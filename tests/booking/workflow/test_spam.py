"""Spam is kept aside without a word: the visitor sees the same polite page, and the front
desk hears of it once a day, so that a person set aside by mistake is not lost."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from booking.models import BookingRequest, OutboxMail
from booking.utils.client_ip import client_address
from booking.workflow import spam_digest

from ..form import address, ask, form_key, send
from ..life import NOW, do

FIVE_ALIKE = "More than 5 like it in an hour from one address."
THREE_OF_A_CONTACT = "More than 3 requests in a day with this contact."
BY_PHONE = {"email": None, "phone": "(713) 555-0100"}
ONE, TWO = "Set aside as spam: 1 request", "Set aside as spam: 2 requests"
ADDRESSES = [
    # Our proxies, X-Forwarded-For, and the client when 198.51.100.1 connects.
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
]

pytestmark = pytest.mark.usefixtures("spa", "clock")


@pytest.fixture
def asks(client):
    """Ask from this place with a mail of its own each time; why each so far is suspect."""

    def ask_from(place="127.0.0.1", times=1, headers=(), **typed) -> list[str]:
        client.defaults |= dict(headers) | {"REMOTE_ADDR": place}
        for _ in range(times):
            number = BookingRequest.objects.count()
            ask(client, email=f"visitor{number}@visitor.example", **typed)
        return suspicions()

    return ask_from


@pytest.fixture
def mailed(clock):
    """Let two workers do a round at this time; the subjects of the mails so far."""

    def work(**later) -> list[str]:
        clock.move_to(NOW + timedelta(**later))
        for _ in range(2):
            call_command("worker", once=True)
        return [message.subject for message in mail.outbox]

    return work


def suspicions() -> list[str]:
    requests = BookingRequest.objects.order_by("pk")
    return list(requests.values_list("suspicion", flat=True))


def clients() -> set[str]:
    return set(BookingRequest.objects.values_list("client", flat=True))


def test_who_fills_in_the_field_that_nobody_sees_is_set_aside(client):
    answer = ask(client, website="https://pills.example")

    page = client.get(answer.url).content.decode()
    assert suspicions() == ["A field that people don’t see was filled in."]
    assert "Not booked yet" in page
    assert "suspicio" not in page and "spam" not in page
    assert not OutboxMail.objects.exists()


def test_who_is_faster_than_hands_is_set_aside_unless_the_clock_was_set_back(
    client, clock
):
    for seconds in (3, 4, -3600):
        key = form_key(client)
        clock.shift(seconds)
        send(client, key)

    assert suspicions() == ["It was sent within three seconds.", "", ""]
    assert OutboxMail.objects.count() == 4


def test_the_sixth_request_of_an_hour_like_others_from_one_place_is_set_aside(
    asks, clock
):
    asks(times=5, note="Buy pills")
    assert asks("203.0.113.9") == [""] * 6  # another place
    assert asks() == [""] * 6 + [FIVE_ALIKE]
    assert asks(name="ANA BELL")[-1] == FIVE_ALIKE
    assert asks(name="Zoë", note="Buy pills")[-1] == FIVE_ALIKE

    clock.shift(timedelta(hours=1))
    assert asks()[-1] == ""


def test_the_people_of_one_office_are_all_heard_up_to_thirty_an_hour(asks):
    for number in range(31):
        asks(name=f"Person {number}", note=f"My desk is number {number}.")

    assert suspicions()[:30] == [""] * 30
    assert suspicions()[30] == "More than 30 requests in an hour from one address."


@pytest.mark.parametrize("contact", [{}, {"email": "ANA@visitor.example"}, BY_PHONE])
def test_the_fourth_request_of_a_day_with_one_contact_is_set_aside(
    client, clock, contact
):
    for number in range(4):
        client.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        ask(client, **contact)
        clock.shift(timedelta(hours=7))

    assert suspicions() == ["", "", "", THREE_OF_A_CONTACT]

    clock.shift(timedelta(days=1))
    ask(client, **contact)
    assert suspicions()[-1] == ""


def test_the_client_is_who_our_own_proxies_saw(rf, settings, asks, subtests):
    for proxies, forwarded, seen in ADDRESSES:
        with subtests.test(proxies=proxies, forwarded=forwarded):
            settings.PROXIES = proxies
            headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

            request = rf.get("/", REMOTE_ADDR="198.51.100.1", **headers)

            assert client_address(request) == seen

    settings.PROXIES = 0
    for number in range(6):  # a made-up header makes no new client
        asks(headers={"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"})
    assert suspicions()[-1] == FIVE_ALIKE


def test_who_runs_the_site_hears_of_a_proxy_that_is_not_counted(asks, caplog):
    asks("8.8.8.8", headers={"HTTP_X_FORWARDED_FOR": "9.9.9.9"})
    assert "proxies:" not in caplog.text

    asks("10.0.0.1", headers={"HTTP_X_FORWARDED_FOR": "9.9.9.9"})
    assert "proxies: PROXIES is 0, but a request arrived with 1 address" in caplog.text


def test_one_client_has_sixty_four_bits_of_ipv6_and_is_stored_as_a_hash(asks):
    places = ["2001:db8::1", "2001:db8::9", "2001:db8:0:1::9", "::ffff:203.0.113.7"]

    known = [asks(place) and len(clients()) for place in places]

    assert known == [1, 1, 2, 3]
    assert {len(each) for each in clients()} == {64}
    assert not [place for place in places if place in str(clients())]


def test_through_a_socket_there_is_no_address_to_count(asks):
    assert asks("", times=6) == [""] * 6


def test_what_looks_like_spam_looks_like_any_other_to_its_sender(client, bring_to):
    pages = []
    for state in ("new", "set aside"):
        request = bring_to(state)
        page = client.get(address(request)).content.decode()
        pages.append(page.replace(request.reference, ""))

    assert pages[0] == pages[1]


def test_the_desk_hears_how_many_requests_were_set_aside(make_request, mailed):
    for _ in range(2):
        make_request(suspicion="too fast", note="My back hurts")

    assert mailed() == [TWO]

    (message,) = mail.outbox
    assert message.to == ["desk@spa.example"]
    assert "/admin/booking/bookingrequest/?spam=aside" in message.body
    assert "Look at what was set aside" in str(message.alternatives)
    whole = f"{message.subject} {message.body} {message.reply_to}"
    for word in ("Ana", "Bell", "visitor.example", "back", "/desk/"):
        assert word not in whole


def test_one_mail_a_day_tells_of_what_is_new(make_request, mailed):
    make_request(suspicion="too fast")
    assert mailed() == [ONE]

    mailed(hours=1)
    make_request(suspicion="too fast")

    assert mailed(hours=23) == [ONE]
    assert mailed(hours=25) == [ONE, TWO]
    assert mailed(hours=50) == [ONE, TWO]
    # A mail of the future is of a clock that was set back.
    assert mailed(hours=-50) == [ONE, TWO, TWO]


def test_workers_that_see_the_same_tell_it_once(make_request, monkeypatch):
    make_request(suspicion="too fast")
    tell_once = spam_digest.tell_once
    monkeypatch.setattr(spam_digest, "tell_once", lambda: tell_once() + tell_once())

    assert spam_digest.tell_of_set_aside() == 1


def test_what_is_settled_is_not_told(make_request, mailed, clock):
    for act in ("clear", "decline", "withdraw", "accept"):
        do(clock, act, make_request(suspicion="too fast"))
    assert not [subject for subject in mailed() if "Set aside" in subject]

    late = make_request(suspicion="too fast")
    spam_digest.tell_of_set_aside()
    do(clock, "clear", late)
    assert "Set aside as spam: nothing any more" in mailed()

    make_request(suspicion="too fast")
    assert ONE not in mailed(hours=1)  # once a day
