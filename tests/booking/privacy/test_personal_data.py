"""What is kept of one person: the front desk finds all of it, hands it over, erases it;
nobody else's."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from booking.mail import outbox
from booking.models import BookingRequest
from booking.workflow import acts

from ..life import AFTER, NOW, do
from ..page import REQUESTS, admin_page, text

PHONE = "+17135550100"
SURE = {"act": "erase", "is_sure": "on"}


@pytest.fixture
def ana(make_request):
    """Two requests of Ana, by mail and by phone, both over; and one of Kim."""
    by_mail = make_request(note="My old hip.", email="Ana@Visitor.example", phone=PHONE)
    acts.decline(by_mail, who="zoe77", why="Bring a towel.")
    by_phone = make_request(
        email="", phone=PHONE, suspicion="too fast", client="a hash"
    )
    acts.withdraw(by_phone, who="zoe77")
    make_request(name="Kim Lee", email="kim@visitor.example", phone="+17135550199")
    outbox.deliver_due()
    return by_mail, by_phone


@pytest.fixture
def asked(make_request):
    """A request of Ana that is over, with both contacts."""
    declined = acts.decline(make_request(phone=PHONE), who="eve")
    outbox.deliver_due()
    return declined


@pytest.fixture
def bea(asked, make_request):
    """A request of somebody else with Ana's phone."""
    return make_request(name="Bea Bell", email="", phone=PHONE)


def left() -> list[str]:
    return [each.name for each in BookingRequest.objects.order_by("pk")]


def post(client, asked, *chosen, **form):
    return client.post(
        admin_page(asked, "person"), form | {"chosen": [each.pk for each in chosen]}
    )


def test_the_copy_says_all_and_nothing_of_anybody_else(staff, ana):
    copy = post(staff, ana[0], *ana, act="export").content.decode()
    first, second = json.loads(copy)["requests"]

    assert first["name"] == "Ana Bell" and first["note"] == "My old hip."
    assert first["wishes"] == ["2027-03-06, morning"]
    assert first["deleted_on"] == "2027-08-28"
    assert first["service"] == "Deep tissue"
    assert second["phone"] == "(713) 555-0100"
    assert second["set_aside_as_spam"] == "too fast"
    assert second["sent_from"] == "scrambled address a hash"
    assert [entry["what"] for entry in first["history"]] == ["Sent", "Declined"]
    declined = first["history"][1]
    assert declined["by"] == "the front desk" and declined["words"] == "Bring a towel."
    (mail,) = declined["mails"]
    assert mail["subject"] == f"No session this time: {first['reference']}"
    assert "Bring a towel." in mail["text"]
    assert mail["sent"] == "2027-03-01T09:30:00-06:00"
    for private in ("Kim", "kim@", "zoe77", "Zoe77"):
        assert private not in copy
    for request in ana:
        assert not [link for link in request.links.all() if link.key in copy]


@pytest.mark.parametrize("done", [[], ["propose"], ["accept"]])
def test_who_waits_for_something_is_not_erased(staff, ana, make_request, clock, done):
    alive = make_request()
    for act in done:
        do(clock, act, alive)
    outbox.deliver_due()

    answer = post(staff, alive, ana[0], alive, **SURE)

    assert answer.status_code == 422
    assert f"Nothing was done. Still open: {alive.reference}." in text(answer)
    assert f'href="{admin_page(alive, "answer")}"' in answer.content.decode()
    assert len(left()) == 4  # all or none


@pytest.mark.parametrize(
    ("done", "when"), [(["accept"], AFTER), (["accept", "cancel"], NOW)]
)
def test_who_was_told_everything_can_be_erased(staff, make_request, clock, done, when):
    request = make_request()
    for act in done:
        do(clock, act, request)
    clock.move_to(when)

    assert "Once the mails" in text(post(staff, request, request, **SURE))
    outbox.deliver_due()
    post(staff, request, request, **SURE)

    assert left() == []


def test_all_with_the_same_contact_are_found_and_ticked(staff, asked, make_request):
    by_mail = make_request(email="ANA@visitor.example")
    by_phone = make_request(email="a@visitor.example", phone=PHONE)
    make_request(name="Kim Lee", email="kim@visitor.example")
    assert (
        f'href="{admin_page(asked, "person")}"'
        in staff.get(admin_page(asked)).content.decode()
    )

    page = staff.get(admin_page(asked, "person"))

    found = page.context["form"].fields["chosen"].queryset
    assert set(found) == {asked, by_mail, by_phone}
    assert page.content.decode().count("checked") == 3
    assert "Kim Lee" not in text(page)
    assert "more than one name" not in text(page)


def test_the_copy_is_a_file_of_what_is_ticked(staff, asked, bea):
    page = text(staff.get(admin_page(asked, "person")))
    assert "There is more than one name." in page

    response = post(staff, asked, asked, act="export")

    (request,) = json.loads(response.content)["requests"]
    assert request["reference"] == asked.reference
    assert bea.reference not in response.content.decode()
    assert response["Content-Disposition"] == (
        'attachment; filename="your-data-2027-03-01.json"'
    )
    assert "no-store" in response["Cache-Control"]


def test_what_is_ticked_is_erased_and_the_log_says_only_how_much(staff, asked, bea):
    response = post(staff, asked, asked, **SURE)

    assert response["Location"] == REQUESTS
    assert list(BookingRequest.objects.all()) == [bea]
    (entry,) = LogEntry.objects.all()
    assert entry.user.username == "eve"
    assert (entry.object_repr, entry.object_id) == ("1 request", None)
    assert f"look for {asked.reference} and delete" in text(staff.get("/admin/"))


def test_who_is_not_sure_or_ticks_nothing_does_nothing(staff, asked):
    unsure = post(staff, asked, asked, act="erase")
    unticked = [
        post(staff, asked, **SURE | {"act": act}) for act in ("export", "erase")
    ]

    assert [each.status_code for each in (unsure, *unticked)] == [422] * 3
    assert "Nothing was done. To erase, tick" in text(unsure)
    for page in unticked:
        assert "Tick the requests that are this person’s." in text(page)
    assert BookingRequest.objects.exists()


def test_another_persons_request_can_not_be_chosen(staff, asked, make_request):
    kim = make_request(name="Kim Lee", email="kim@visitor.example")
    acts.decline(kim, who="eve")

    for act in ("export", "erase"):
        answer = post(staff, asked, kim, **SURE | {"act": act})
        assert answer.status_code == 422
    assert len(left()) == 2


def test_who_may_not_erase_is_not_offered_it(client, asked, django_user_model):
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    for name in ("view", "change"):
        right = Permission.objects.get(codename=f"{name}_bookingrequest")
        clerk.user_permissions.add(right)
    client.force_login(clerk)

    assert "/person/" not in client.get(admin_page(asked)).content.decode()
    assert client.get(admin_page(asked, "person")).status_code == 403
    assert post(client, asked, asked, act="export").status_code == 403


def test_the_page_of_a_request_that_is_gone_is_gone(staff, asked):
    gone = admin_page(asked, "person")
    asked.delete()

    assert staff.get(gone).status_code == 404
