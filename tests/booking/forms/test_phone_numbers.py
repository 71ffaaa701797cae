"""A phone number is shown as it is dialled from Houston: one of another country with its
country code; and no extension is lost without a word."""

import json

import pytest

from booking.models import BookingRequest
from tests.desk import admin_url, save

from ..form import PAGE, address, ask, form_key, typed
from ..life import SATURDAY, accept
from ..mail import post
from ..page import REQUESTS, admin_page, desk_url, text
from ..test_csv_export import EXPORT, exported

LEAVE_OUT = "Leave the extension out here, and write it into the note below."
DIALLED = {
    "+52 55 1234 5678": "+52 55 1234 5678",
    "011 44 20 7946 0018": "+44 20 7946 0018",
    "+1 713 528 0123": "(713) 528-0123",
    "876-555-0123": "(876) 555-0123",  # Jamaica, whose country code is 1 too
}


@pytest.fixture
def request_from_mexico(make_request):
    return make_request(email="", phone="+525512345678")


def test_a_number_is_checked_and_mailed_as_it_is_dialled(client, spa, clock):
    for number, shown in DIALLED.items():
        page = client.post(PAGE, typed(form_key=form_key(client), phone=number))
        assert f" {shown} " in text(page)

        ask(client, email=f"{shown[-4:]}@visitor.example", phone=number)
        mail = post.last_mails(BookingRequest.objects.latest("pk"))["desk"]
        assert f"\nPhone: {shown}\n" in post.text(mail)


def test_its_country_is_never_left_out(staff, request_from_mexico):
    to_answer = text(staff.get(desk_url(request_from_mexico)))
    to_wait = text(staff.get(address(request_from_mexico)))
    assert "by phone, at +52 55 1234 5678." in to_wait
    request = accept(request_from_mexico)
    pages = [
        address(request),
        *(admin_page(request), admin_page(request, "answer")),
        f"{REQUESTS}agenda/{SATURDAY}/",
    ]

    for page in [to_answer, to_wait, *(text(staff.get(page)) for page in pages)]:
        assert page.count("55 1234 5678") == page.count("+52 55 1234 5678") > 0


def test_files_have_its_country_too(staff, request_from_mexico):
    chosen = {"chosen": request_from_mexico.pk, "act": "export"}
    answer = staff.post(admin_page(request_from_mexico, "person"), chosen)

    (copied,) = json.loads(answer.content)["requests"]
    (row,) = exported(staff.get(EXPORT))
    assert copied["phone"] == "+52 55 1234 5678"
    assert row["Phone"] == "'+52 55 1234 5678"  # for a spreadsheet no sum


def test_an_extension_belongs_into_the_note(staff, spa, clock):
    def call_in(**changes):
        return save(staff, admin_url(BookingRequest, "add"), **typed(**changes))

    for extension in ("ext. 45", "x45", "#45", "extension 45"):
        number = f"(713) 528-0123 {extension}"
        form, desk = ask(staff, phone=number), call_in(phone=number)

        assert form.status_code == 422
        for page in (form, desk):
            assert LEAVE_OUT in text(page)
            assert f'value="{number}"' in page.content.decode()
    assert not BookingRequest.objects.exists()
