"""Who still owes the second factor finds at every address of the site what a stranger
finds there, but for the pages on the way in: rights.txt, tried again."""

import pytest
from django.contrib.auth.models import User

from knotcare.models import Factor
from tests.booking.conftest import clock, make_request, spa

from ..rights_acts import Sender
from ..rights_house import House
from ..test_rights import RIGHTS, attempt
from .authenticator import CODE, LOGIN, SET_UP

__all__ = ["clock", "make_request", "spa"]

STRANGER = {
    (each.method, each.address): each.word
    for each in RIGHTS
    if each.person == "anonymous"
}
OWES_A_CODE = {
    ("get", LOGIN): "on",
    ("get", CODE): "sees",
    ("post", CODE): "same",
    ("get", SET_UP): "on",
    ("post", SET_UP): "on",
}
OWES_A_FACTOR = {
    ("get", LOGIN): "on",
    ("get", SET_UP): "sees",
    ("post", SET_UP): "same",
}


@pytest.fixture
def house(guide, make_request):
    return House(make_request)


def found_by(house, sender, client) -> dict:
    return {
        (method, address): attempt(
            house, client, address, method, sender.data(address, method)
        )
        for method, address in STRANGER
    }


def test_with_a_password_alone_one_is_nobody(house):
    half = house.people["half"] = User.objects.create_superuser("half")
    Factor.objects.create(user=half)

    found = found_by(house, Sender(house), house.sign_in("half"))

    assert found == STRANGER | OWES_A_CODE


def test_where_it_is_required_one_without_a_factor_is_nobody(house, settings):
    sender = Sender(house)
    for method, address in STRANGER:
        sender.data(address, method)  # the forms, while their owner sees them
    settings.SECOND_FACTOR_REQUIRED = True

    found = found_by(house, sender, house.sign_in("editor"))

    assert found == STRANGER | OWES_A_FACTOR
