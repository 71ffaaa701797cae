"""Behind the second factor, and at a spa that requires it: no other session, no secret
that lies about, and a short way to what is owed."""

import pytest
from django.contrib.sessions.models import Session
from django.core.serializers import serialize
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_static.models import StaticToken

from knotcare.models import Factor

from .authenticator import CODE, LOGIN, OVERVIEW, PASSWORD, SET_UP, STEP
from .ways import address, give_password, is_in, recovery_codes, set_up, sign_in, text


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def test_sessions_of_before_must_show_a_code_too(eve, desk, clock):
    elsewhere = Client()
    elsewhere.force_login(eve)
    phone, _ = set_up(desk)
    assert is_in(desk)
    assert elsewhere.get("/admin/").url.startswith(LOGIN)
    clock.shift(STEP)

    elsewhere.post(CODE, {"code": phone.code()})

    assert is_in(elsewhere)


def test_a_session_of_an_earlier_factor_does_not_pass_for_the_next(phone, desk):
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


def test_no_link_leads_off_the_site_behind_the_code(phone, clock):
    for to in ("https://evil.example/", "//evil.example", "/\\evil"):
        client, _ = give_password()
        clock.shift(STEP)

        response = client.post(f"{CODE}?next={to}", {"code": phone.code()})

        assert response.url == "/admin/", to


def test_neither_key_nor_recovery_code_is_in_the_database(phone):
    rows = serialize("json", [*Factor.objects.all(), *StaticToken.objects.all()])

    assert len(phone.recovery_codes) == 10
    secrets = [code.replace(" ", "") for code in phone.recovery_codes]
    assert [each for each in [phone.key.hex(), *secrets] if each in rows] == []


def test_no_page_of_it_is_kept_by_a_browser(desk):
    pages = [desk.get(OVERVIEW), desk.get(SET_UP), set_up(desk)[1]]
    pages += [desk.get(OVERVIEW), give_password()[1]]

    kept = [address(page) for page in pages if "no-store" not in page["Cache-Control"]]
    assert kept == []


def test_it_is_read_with_the_account_and_takes_no_query_of_its_own(phone, desk):
    with CaptureQueriesContext(connection) as queries:
        assert is_in(desk)

    sql = [query["sql"] for query in queries if "otp_" in query["sql"]]
    assert len(sql) == 1 and 'FROM "auth_user"' in sql[0]


def test_where_it_is_required_one_sets_it_up_and_then_gets_where_one_was_going(
    eve, required
):
    client, response = give_password(to="/admin/auth/group/")
    assert address(response).startswith(SET_UP)
    assert "This spa asks a second factor of everybody" in text(response)
    assert not is_in(client)

    _, response = set_up(client, next="/admin/auth/group/")

    assert len(recovery_codes(response)) == 10
    assert 'href="/admin/auth/group/"' in text(response)
    assert is_in(client)


def test_an_open_session_without_one_ends_with_the_requirement(desk, required):
    assert address(desk.get("/admin/", follow=True)).startswith(SET_UP)
    assert desk.post("/markdownx/markdownify/", {"content": "x"}).status_code == 403


def test_who_has_one_signs_in_as_ever_where_it_is_required(phone, required):
    assert is_in(sign_in(phone.code())[0])


def test_who_switches_it_off_is_led_to_set_it_up_again(phone, desk, required):
    off = {"off-code": phone.recovery_codes[0]}

    response = desk.post(OVERVIEW, off, follow=True)

    assert address(response).startswith(SET_UP)
    assert not is_in(desk)


def test_who_has_given_a_password_alone_can_sign_out(
    phone, django_user_model, settings
):
    owes_a_code, _ = give_password()
    settings.SECOND_FACTOR_REQUIRED = True
    django_user_model.objects.create_superuser("adam", password=PASSWORD)
    owes_a_factor, response = give_password("adam")
    assert 'action="/admin/logout/"' in text(response)

    for client in (owes_a_code, owes_a_factor):
        client.post("/admin/logout/")

        assert not client.get(LOGIN).has_header("Location")


def test_an_account_that_is_no_staff_is_not_led_in_circles(
    required, client, django_user_model, db
):
    client.force_login(django_user_model.objects.create_user("ann", password=PASSWORD))

    assert client.get("/admin/", follow=True).status_code == 200
    assert client.get(SET_UP, follow=True).redirect_chain[-1][0].startswith(LOGIN)
