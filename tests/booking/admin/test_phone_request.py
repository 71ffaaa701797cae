"""A request that is taken by phone: typed in at the desk, stored as any other."""

from datetime import timedelta

from booking.models import BookingRequest
from tests.desk import admin_url, form_values, save

from ..form import typed
from ..life import MONDAY, SATURDAY, at
from ..page import admin_page, text

ADD = admin_url(BookingRequest, "add")


def said(**changes) -> dict:
    """What the desk types in while the caller speaks."""
    return typed(**{"email": None, "phone": "(713) 555-0100"} | changes)


def call(staff, **changes):
    return save(staff, ADD, **said(**changes))


def test_a_call_becomes_a_request_that_can_be_answered_at_once(staff, guide, spa):
    response = call(staff, day_2="2027-03-07", part_2="evening", note="Firm, please.")

    request = BookingRequest.objects.get()
    assert response.url == admin_page(request, "answer")
    assert (request.state, request.name) == ("new", "Ana Bell")
    assert (request.service_name, request.minutes) == ("Deep tissue", 60)
    assert request.phone == "+17135550100"
    assert [(str(wish.day), wish.part) for wish in request.wishes.all()] == [
        ("2027-03-06", "morning"),
        ("2027-03-07", "evening"),  # the spa is closed that day
    ]
    assert str(request.delete_on) == "2027-08-28"
    assert request.history.get().who == "eve"
    assert f"The request {request} is stored." in text(staff.get(response.url))


def test_it_ends_with_the_last_wish_and_the_visitor_hears_of_it_by_mail(staff, spa):
    call(staff, email="ana@visitor.example")

    request = BookingRequest.objects.get()
    assert request.answer_by == at(SATURDAY, 11, 45)
    told = request.history.get().mails.values_list("recipient", flat=True)
    assert set(told) == {"visitor", "desk"}


def test_pressing_save_twice_makes_one_request(staff, spa):
    once = "0d6c3f2e-9c5b-4a58-9a53-4f6a7f0a3c11"

    first, second = call(staff, once=once), call(staff, once=once)

    assert BookingRequest.objects.count() == 1
    assert first.url == second.url


def test_the_cautions_can_be_read_out(staff, guide, spa):
    page = text(staff.get(ADD))

    assert "Read out to the caller" in page
    assert "pregnant" in page
    assert "It is deleted on Saturday, August 28, 2027." in page


def test_the_day_that_was_read_out_stays_after_midnight(staff, spa, clock):
    clock.move_to(at(MONDAY, 23, 50))
    form = form_values(staff.get(ADD))

    clock.shift(timedelta(minutes=20))
    wrong = staff.post(ADD, form | said(name=""))
    staff.post(ADD, form_values(wrong) | said())

    assert "It is deleted on Saturday, August 28, 2027." in text(wrong)
    assert str(BookingRequest.objects.get().delete_on) == "2027-08-28"


def test_what_is_missing_is_said_and_what_was_typed_is_kept(staff, spa, subtests):
    for changes, reason in [
        ({"phone": ""}, "Enter a mail address or a phone number."),
        ({"phone": "12"}, "Enter a phone number with its area code"),
        ({"day_1": ""}, "Enter the day too."),
        ({"part_1": ""}, "Choose a part of the day."),
        ({"day_2": "2027-03-08"}, "Choose a part of the day."),
        ({"part_2": "morning"}, "Enter the day too."),
        ({"day_2": "2027-03-06", "part_2": "morning"}, "This wish is there already."),
        ({"day_1": "2027-02-28"}, "This day has passed."),
        ({"day_1": "9999-12-31"}, "By then the request is deleted."),
        ({"fit_for_massage": ""}, "Read it out, and tick it when the caller agrees."),
        ({"consented": ""}, "Read it out, and tick it when the caller agrees."),
        ({"service": "999"}, "Choose one of the sessions that we offer."),
        ({"name": "\u202e"}, "Enter the caller’s name."),
    ]:
        with subtests.test(changes=changes):
            response = call(staff, note="Firm, please.", **changes)

            assert response.status_code == 200
            assert reason in text(response)
            assert "Firm, please." in text(response)
            assert not BookingRequest.objects.exists()


def test_a_part_of_today_that_is_over_is_refused(staff, clock, spa):
    clock.move_to(at(SATURDAY, 13))

    response = call(staff)

    assert "It is too late for this today." in text(response)
    assert not BookingRequest.objects.exists()
