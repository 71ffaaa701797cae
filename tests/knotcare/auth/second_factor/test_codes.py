"""Who works here signs in with a password and a code from the phone: which code counts,
what the recovery codes do, and how seldom who guesses may try."""

from datetime import timedelta

from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken

from knotcare.models import Factor

from .authenticator import CODE, OVERVIEW, PASSWORD, SET_UP, STEP, wrong
from .ways import address, give_password, is_in, recovery_codes, set_up, sign_in, text


def test_it_is_found_beside_the_password_and_set_up_by_a_code_that_shows_it_works(desk):
    overview = text(desk.get(OVERVIEW))
    assert f'<a href="{OVERVIEW}">Second factor</a>' in text(desk.get("/admin/"))
    assert "You sign in with your password alone." in overview
    assert f'href="{SET_UP}"' in overview

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


def test_a_code_may_be_typed_in_groups_and_come_half_a_minute_late_or_early(
    phone, clock
):
    for steps in (-1, 0, 1):
        clock.shift(2 * STEP)
        code = phone.code(steps)
        client, _ = sign_in(f" {code[:3]} {code[3:]} ")

        assert is_in(client), steps


def test_a_code_of_another_time_is_refused(phone, clock):
    for steps in (-2, 2, 100):
        clock.shift(1000 * STEP)
        client, response = sign_in(phone.code(steps))

        assert "make sure that the phone sets its clock by itself" in text(response)
        assert not is_in(client), steps


def test_no_code_counts_twice_not_even_that_of_the_set_up(desk, clock):
    phone, _ = set_up(desk)
    assert not is_in(sign_in(phone.code())[0])
    clock.shift(STEP)
    assert is_in(sign_in(phone.code())[0])

    assert not is_in(sign_in(phone.code())[0])


def test_what_is_no_code_is_explained_and_not_counted(phone):
    client, _ = give_password()
    for code in ("", "12345", "1234567", "abcdef", "１２３４５６", "-1"):
        assert client.post(CODE, {"code": code}).status_code == 200, code
        assert not is_in(client), code

    client.post(CODE, {"code": phone.code()})

    assert is_in(client)


def test_after_a_wrong_code_even_the_right_one_waits(phone, clock):
    client, _ = sign_in(wrong(phone.code()))

    response = client.post(CODE, {"code": phone.code()})
    assert response.status_code == 429
    assert response["Retry-After"] == "1"
    assert "Wait 1 second after a wrong code" in text(response)
    assert not is_in(client)
    clock.shift(timedelta(seconds=1))
    client.post(CODE, {"code": phone.code()})

    assert is_in(client)


def test_each_wrong_code_doubles_the_wait_so_that_nobody_guesses_one(phone, clock):
    wait = 0
    for _ in range(20):
        clock.shift(timedelta(seconds=wait))
        client, _ = sign_in(wrong(phone.code()))
        response = client.post(CODE, {"code": wrong(phone.code())})
        wait = int(response["Retry-After"])
    assert wait == 2**19  # seconds: six days

    client, response = sign_in(phone.code())

    assert "no code from the app counts for 7 days" in text(response)
    assert "somebody knows your password" in text(response)
    assert not is_in(client)
    assert is_in(sign_in(phone.recovery_codes[0])[0])


def test_a_recovery_code_gets_in_once_and_who_runs_out_of_them_is_told(phone, clock):
    first, *more = phone.recovery_codes
    client, response = sign_in(first.replace(" ", "-"))
    assert "You used a recovery code; 9 are left." in text(client.get(response.url))

    again, response = sign_in(first)
    assert not is_in(again)
    assert "none of your recovery codes, or it was used already" in text(response)

    clock.shift(STEP)
    for code in more[:6]:
        client, _ = sign_in(code)
    assert 'class="factor__note"' in text(client.get(OVERVIEW))
    for code in more[6:]:
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

    acts = ["Set up the second", "Used a", "Made new", "Switched the second"]
    assert [act for act in acts if act not in page] == []
