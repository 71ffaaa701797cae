"""A second factor: who works here signs in with a password and a code from the phone."""

from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken

from knotcare.models import Factor

from .authenticator import (
    CODE,
    OVERVIEW,
    PASSWORD,
    SET_UP,
    STEP,
    address,
    give_password,
    is_in,
    recovery_codes,
    set_up,
    sign_in,
    text,
    wrong,
)


def test_it_is_found_beside_the_password(desk):
    page = text(desk.get("/admin/"))

    assert f'<a href="{OVERVIEW}">Second factor</a>' in page
    assert "You sign in with your password alone." in text(desk.get(OVERVIEW))
    assert f'href="{SET_UP}"' in text(desk.get(OVERVIEW))


def test_setting_it_up_takes_a_code_that_shows_that_it_works(desk):
    phone, response = set_up(desk, code="000000")
    assert "This is not the code that the app shows now." in text(response)
    assert "password alone" in text(desk.get(OVERVIEW))

    response = desk.post(SET_UP, {"code": phone.code()})

    assert len(set(recovery_codes(response))) == 10
    assert "On since March 1, 2027." in text(desk.get(OVERVIEW))


def test_the_key_stays_when_the_page_is_opened_again_until_it_is_set_up(desk):
    first, _ = set_up(desk, code="000000")
    again, _ = set_up(desk)
    desk.post(OVERVIEW, {"off-code": first.code(1)})
    other, _ = set_up(desk)

    assert first.key == again.key != other.key


def test_signing_in_then_takes_a_code_and_leads_where_one_was_going(phone):
    client, response = give_password(to="/admin/auth/group/")
    assert address(response).startswith(CODE)
    assert not is_in(client)

    response = client.post(address(response), {"code": phone.code()})

    assert response.url == "/admin/auth/group/"
    assert is_in(client)


def test_the_right_code_without_the_password_is_nothing(phone):
    client = Client()

    client.post(CODE, {"code": phone.code()})

    assert not is_in(client)


def test_a_recovery_code_gets_in_once(phone):
    client, response = sign_in(phone.recovery_codes[0].replace(" ", "-"))
    assert "You used a recovery code; 9 are left." in text(client.get(response.url))

    again, response = sign_in(phone.recovery_codes[0])

    assert not is_in(again)
    assert "none of your recovery codes, or it was used already" in text(response)


def test_who_runs_out_of_recovery_codes_is_told(phone):
    for code in phone.recovery_codes[:7]:
        client, _ = sign_in(code)
    assert 'class="factor__note"' in text(client.get(OVERVIEW))
    for code in phone.recovery_codes[7:]:
        client, response = sign_in(code)

    assert "it was the last one" in text(client.get(response.url))
    assert "You have none left." in text(client.get(OVERVIEW))


def test_a_recovery_code_is_its_owners_alone(phone, desk, clock, django_user_model):
    django_user_model.objects.create_superuser("adam", password=PASSWORD)
    _, response = set_up(give_password("adam")[0])
    assert "You have 10 left." in text(desk.get(OVERVIEW))

    client, _ = sign_in(phone.recovery_codes[0], name="adam")
    assert not is_in(client)
    clock.shift(STEP)

    assert is_in(sign_in(recovery_codes(response)[0], name="adam")[0])


def test_new_recovery_codes_take_a_code_and_the_place_of_the_old_ones(
    phone, desk, clock
):
    assert recovery_codes(desk.post(OVERVIEW, {"new-code": "000000"})) == []

    new = recovery_codes(desk.post(OVERVIEW, {"new-code": phone.recovery_codes[0]}))

    assert len(new) == 10
    assert not is_in(sign_in(phone.recovery_codes[1])[0])
    clock.shift(STEP)
    assert is_in(sign_in(new[0])[0])


def test_switching_it_off_takes_a_code(phone, desk):
    desk.post(OVERVIEW, {"off-code": wrong(phone.code())})
    assert address(give_password()[1]).startswith(CODE)

    response = desk.post(OVERVIEW, {"off-code": phone.recovery_codes[0]}, follow=True)

    assert "The second factor is off." in text(response)
    assert is_in(give_password()[0])
    assert not Factor.objects.exists() and not StaticToken.objects.exists()


def test_the_accounts_history_tells_what_became_of_it(phone, desk, eve):
    desk.post(OVERVIEW, {"new-code": phone.recovery_codes[0]})
    desk.post(OVERVIEW, {"off-code": phone.code()})

    page = text(desk.get(f"/admin/auth/user/{eve.pk}/history/"))

    for act in ("Set up the second", "Used a", "Made new", "Switched the second"):
        assert act in page
