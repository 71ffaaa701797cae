"""The front desk hands a person a copy of their data, or erases it at their wish."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from booking import outbox, workflow
from booking.models import BookingRequest

from .page import text


@pytest.fixture
def asked(make_request):
    declined = workflow.decline(make_request(phone="+17135550100"), who="eve")
    outbox.deliver_due()
    return declined


def url(asked, page="person") -> str:
    return f"/admin/booking/bookingrequest/{asked.pk}/{page}/"


def send(staff, asked, act, *chosen, **more):
    form = {"act": act, "chosen": [each.pk for each in chosen]}
    return staff.post(url(asked), form | more)


def test_a_request_leads_to_what_can_be_done_for_its_person(staff, asked):
    page = staff.get(url(asked, "change")).content.decode()

    assert f'href="{url(asked)}"' in page


def test_all_with_the_same_mail_or_phone_are_found_and_ticked(
    staff, asked, make_request
):
    by_mail = make_request(email="ANA@visitor.example")
    by_phone = make_request(email="a@visitor.example", phone="+17135550100")
    make_request(name="Kim Lee", email="kim@visitor.example")

    page = staff.get(url(asked))

    found = page.context["form"].fields["chosen"].queryset
    assert set(found) == {asked, by_mail, by_phone}
    assert page.content.decode().count("checked") == 3
    assert "Kim Lee" not in text(page)
    assert "more than one name" not in text(page)


def test_more_than_one_name_is_pointed_out(staff, asked, make_request):
    make_request(name="Bea Bell", email="", phone="+17135550100")

    assert "There is more than one name." in text(staff.get(url(asked)))


def test_the_copy_is_a_file_of_what_is_ticked(staff, asked, make_request):
    other = make_request(name="Bea Bell", email="", phone="+17135550100")

    response = send(staff, asked, "export", asked)

    (request,) = json.loads(response.content)["requests"]
    assert request["reference"] == asked.reference
    assert other.reference not in response.content.decode()
    assert response["Content-Disposition"] == (
        'attachment; filename="your-data-2027-03-01.json"'
    )
    assert "no-store" in response["Cache-Control"]


def test_what_is_ticked_is_erased_and_the_log_says_only_how_much(
    staff, asked, make_request
):
    other = make_request(name="Bea Bell", email="", phone="+17135550100")

    response = send(staff, asked, "erase", asked, is_sure="on")

    assert response["Location"] == "/admin/booking/bookingrequest/"
    assert list(BookingRequest.objects.all()) == [other]
    (entry,) = LogEntry.objects.all()
    assert entry.user.username == "eve"
    assert (entry.object_repr, entry.object_id) == ("1 request", None)
    assert f"look for {asked.reference} and delete" in text(staff.get("/admin/"))


def test_without_being_sure_nothing_is_erased(staff, asked):
    response = send(staff, asked, "erase", asked)

    assert response.status_code == 422
    assert "Nothing was done. To erase, tick" in text(response)
    assert BookingRequest.objects.exists()


@pytest.mark.parametrize("act", ["export", "erase"])
def test_without_a_tick_nothing_is_done(staff, asked, act):
    response = send(staff, asked, act, is_sure="on")

    assert response.status_code == 422
    assert "Tick the requests that are this person’s." in text(response)
    assert BookingRequest.objects.exists()


def test_who_waits_is_answered_first(staff, asked, make_request):
    waiting = make_request()

    response = send(staff, asked, "erase", asked, waiting, is_sure="on")

    assert response.status_code == 422
    assert f"Nothing was done. Still open: {waiting.reference}." in text(response)
    assert f'href="{url(waiting, "answer")}"' in response.content.decode()
    assert BookingRequest.objects.count() == 2


def test_another_persons_request_can_not_be_chosen(staff, asked, make_request):
    kim = make_request(name="Kim Lee", email="kim@visitor.example")
    workflow.decline(kim, who="eve")

    for act in ("export", "erase"):
        assert send(staff, asked, act, kim, is_sure="on").status_code == 422
    assert BookingRequest.objects.count() == 2


def test_who_may_answer_but_not_erase_is_not_offered_it(
    client, asked, django_user_model
):
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    for name in ("view", "change"):
        right = Permission.objects.get(codename=f"{name}_bookingrequest")
        clerk.user_permissions.add(right)
    client.force_login(clerk)

    assert "/person/" not in client.get(url(asked, "change")).content.decode()
    assert client.get(url(asked)).status_code == 403
    assert send(client, asked, "export", asked).status_code == 403


def test_the_page_of_a_request_that_is_gone_is_gone(staff, asked):
    gone = url(asked)
    asked.delete()

    assert staff.get(gone).status_code == 404
