"""Behind the second factor: no other session, and no secret that lies about."""

import pytest
from django.contrib.sessions.models import Session
from django.core.serializers import serialize
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_static.models import StaticToken

from knotcare.models import Factor

from .authenticator import (
    CODE,
    LOGIN,
    OVERVIEW,
    PASSWORD,
    SET_UP,
    STEP,
    address,
    give_password,
    is_in,
    set_up,
    sign_in,
)


def test_sessions_of_before_must_show_a_code_too(eve, desk, clock):
    elsewhere = Client()
    elsewhere.force_login(eve)
    phone, _ = set_up(desk)
    assert is_in(desk)
    assert elsewhere.get("/admin/").url.startswith(LOGIN)
    clock.shift(STEP)

    elsewhere.post(CODE, {"code": phone.code()})

    assert is_in(elsewhere)


def test_a_session_of_an_earlier_factor_does_not_pass_for_the_next(phone, desk, clock):
    earlier, _ = sign_in(phone.code())
    desk.post(OVERVIEW, {"off-code": phone.recovery_codes[0]})
    set_up(desk)

    assert not is_in(earlier)


def test_a_thief_of_the_password_cannot_set_up_another_phone(phone):
    client, _ = give_password()

    response = client.get(SET_UP, follow=True)
    assert address(response).startswith(CODE)
    client.post(SET_UP, {"code": "000000"})
    client.post(OVERVIEW, {"off-code": "000000"})

    assert Factor.objects.count() == 1
    assert not is_in(client)


def test_who_has_given_a_password_alone_can_sign_out(phone):
    client, _ = give_password()

    client.post("/admin/logout/")

    assert not client.get(LOGIN).has_header("Location")


def test_the_session_gets_another_name_with_the_code(phone):
    client, _ = give_password()
    before = client.cookies["sessionid"].value

    client.post(CODE, {"code": phone.code()})

    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_new_password_keeps_the_browser_in_where_it_was_chosen(phone, desk):
    new = {"new_password1": "a-new-one-to-learn", "new_password2": "a-new-one-to-learn"}

    desk.post("/admin/password_change/", {"old_password": PASSWORD} | new)

    assert is_in(desk)


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil"])
def test_no_link_leads_off_the_site_behind_the_code(phone, to):
    client, _ = give_password()

    response = client.post(f"{CODE}?next={to}", {"code": phone.code()})

    assert response.url == "/admin/"


def test_neither_key_nor_recovery_code_is_in_the_database(phone):
    rows = serialize("json", [*Factor.objects.all(), *StaticToken.objects.all()])

    assert phone.key.hex() not in rows
    assert len(phone.recovery_codes) == 10
    for code in phone.recovery_codes:
        assert code.replace(" ", "") not in rows


def test_no_page_of_it_is_kept_by_a_browser(desk, clock):
    pages = [desk.get(OVERVIEW), desk.get(SET_UP), set_up(desk)[1]]
    pages += [desk.get(OVERVIEW), give_password()[1]]

    for page in pages:
        assert "no-store" in page["Cache-Control"], address(page)


def test_it_is_read_with_the_account_and_takes_no_query_of_its_own(phone, desk):
    with CaptureQueriesContext(connection) as queries:
        assert is_in(desk)

    sql = [query["sql"] for query in queries if "otp_" in query["sql"]]
    assert len(sql) == 1 and 'FROM "auth_user"' in sql[0]
