"""A spa that requires the second factor: no desk without it, and a short way to it."""

import pytest

from .authenticator import (
    LOGIN,
    OVERVIEW,
    PASSWORD,
    SET_UP,
    address,
    give_password,
    is_in,
    recovery_codes,
    set_up,
    sign_in,
    text,
)


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def test_who_signs_in_is_led_to_set_it_up_and_then_where_they_were_going(eve, required):
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


def test_who_has_one_signs_in_as_ever(phone, required):
    assert is_in(sign_in(phone.code())[0])


def test_who_switches_it_off_is_led_to_set_it_up_again(phone, desk, required):
    off = {"off-code": phone.recovery_codes[0]}

    response = desk.post(OVERVIEW, off, follow=True)

    assert address(response).startswith(SET_UP)
    assert not is_in(desk)


def test_who_does_not_want_to_can_sign_out(eve, required):
    client, response = give_password()
    assert 'action="/admin/logout/"' in text(response)

    client.post("/admin/logout/")

    assert not client.get(LOGIN).has_header("Location")


def test_an_account_that_is_no_staff_is_not_led_in_circles(
    required, client, django_user_model, db
):
    client.force_login(django_user_model.objects.create_user("ann", password=PASSWORD))

    assert client.get("/admin/", follow=True).status_code == 200
    assert client.get(SET_UP, follow=True).redirect_chain[-1][0].startswith(LOGIN)
