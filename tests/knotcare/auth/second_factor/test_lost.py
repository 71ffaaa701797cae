"""Phone and recovery codes are lost: the owner helps, and the server helps the owner."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from .authenticator import CODE, PASSWORD
from .ways import address, give_password, is_in, set_up, text

USERS = "/admin/auth/user/"


@pytest.fixture
def adam(phone, django_user_model):
    """He works here too, and has a second factor."""
    adam = django_user_model.objects.create_user(
        "adam", password=PASSWORD, is_staff=True
    )
    set_up(give_password("adam")[0])
    return adam


def reset(client, *users):
    chosen = {"_selected_action": [user.pk for user in users]}
    act = {"action": "reset_second_factor"} | chosen
    return client.post(USERS, act, follow=True)


def test_the_owner_sees_who_has_one(desk, adam, django_user_model):
    django_user_model.objects.create_user("zoe")

    page = text(desk.get(USERS))

    found = re.findall('"field-has_second_factor">.*?alt="(.*?)"', page)
    assert sorted(found) == ["False", "True", "True"]


def test_the_owner_resets_another_ones(desk, adam):
    assert address(give_password("adam")[1]).startswith(CODE)

    response = reset(desk, adam)

    assert "Reset: adam." in text(response)
    assert is_in(give_password("adam")[0])
    history = text(desk.get(f"{USERS}{adam.pk}/history/"))
    assert "Reset the second factor." in history and "eve" in history


def test_nobody_resets_their_own_without_a_code(desk, eve, adam):
    response = reset(desk, eve, adam)

    assert "Reset: adam." in text(response)
    assert "Switch your own off on its page" in text(response)
    assert address(give_password()[1]).startswith(CODE)


def test_only_an_owner_resets(adam, django_user_model, client):
    keeper = django_user_model.objects.create_user("kim", is_staff=True)
    group = Group.objects.create(name="Keepers of accounts")
    group.permissions.set(Permission.objects.filter(content_type__model="user"))
    keeper.groups.add(group)
    client.force_login(keeper)
    assert "reset_second_factor" not in text(client.get(USERS))

    reset(client, adam)

    assert address(give_password("adam")[1]).startswith(CODE)


def test_the_server_resets_the_last_owners_once(phone, desk, eve, capsys):
    call_command("resetfactor", "eve")

    assert "eve signs in with the password alone now." in capsys.readouterr().out
    assert is_in(give_password()[0])
    page = text(desk.get(f"{USERS}{eve.pk}/history/"))
    assert "Reset the second factor on the server." in page
    with pytest.raises(CommandError, match="eve has no second factor"):
        call_command("resetfactor", "eve")
    with pytest.raises(CommandError, match="There is no account “evee”"):
        call_command("resetfactor", "evee")


def test_an_account_with_one_can_be_deleted(desk, adam, django_user_model):
    desk.post(f"{USERS}{adam.pk}/delete/", {"post": "yes"})

    assert not django_user_model.objects.filter(pk=adam.pk).exists()
