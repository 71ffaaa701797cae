"""Whatever verb is used, at whatever address: no crash, and nothing is changed."""

import pytest
from django.test.client import FakePayload

from .addresses import ADDRESSES, PEOPLE, outcome

VERBS = ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "PURGE"]
VERBS += ["MOVE", "get", "POST ", "G\u0115T", "_"]
OVERRIDES = {
    "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
    "HTTP_X_METHOD_OVERRIDE": "POST",
    "HTTP_X_HTTP_METHOD": "PUT",
    "QUERY_STRING": "_method=delete&_delete=1&_save=1",
}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_verb_that_is_not_meant_changes_nothing(house, person):
    client, wrong = house.sign_in(person), {}
    for address in ADDRESSES:
        for verb in VERBS:
            status, written = outcome(client, verb, house.real(address))
            if status >= 500 or written:
                wrong[verb, address] = status, written

    assert wrong == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_head_shows_what_get_would(house, person):
    client = house.sign_in(person)
    for address in ADDRESSES:
        path = house.real(address)
        status, _ = outcome(client, "GET", path)

        shown, written = outcome(client, "HEAD", path)

        # Django's own login page leads who is signed in elsewhere by GET alone.
        assert shown in (status, 405) or address == "/admin/login/", address
        assert written == [], address


@pytest.mark.parametrize("field", OVERRIDES)
def test_a_look_can_not_be_called_an_act(house, field):
    client = house.sign_in("owner")
    for address in ADDRESSES:
        path, wanted = house.real(address), {field: OVERRIDES[field]}

        status, written = outcome(client, "GET", path, **wanted)

        assert status < 500 and written == [], address


def test_a_look_with_a_form_in_it_is_a_look(house):
    client = house.sign_in("owner")
    body = b"act=withdraw&seen=1&post=yes&_save=1&action=delete_selected"
    for address in ADDRESSES:
        how = {
            "wsgi.input": FakePayload(body),
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
        }
        status, written = outcome(client, "GET", house.real(address), **how)

        assert status < 500 and written == [], address
