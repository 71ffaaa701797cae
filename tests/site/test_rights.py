"""Who may do what, at every address of the site: rights.txt, tried word by word."""

import re
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.booking.conftest import clock, make_request, spa

from .rights import addresses, rights
from .rights_acts import Sender
from .rights_house import House

RIGHTS = rights()
PEOPLE = list(dict.fromkeys(right.person for right in RIGHTS))
# Their keys authorise, no cookie does (articles/views/private.py).
KEYED = {"/book/<key>/", "/desk/<key>/"}
# A session belongs to its browser; it is nothing that the site knows.
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b(?!.*django_session)", re.S)
__all__ = ["clock", "make_request", "spa"]


@pytest.fixture
def house(guide, make_request):
    return House(make_request)


@pytest.fixture
def sender(house):
    return Sender(house)


class Site:
    """What an act leaves behind, in the database or among the pictures."""

    def __init__(self):
        self.written = []

    def watch(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        write = WRITES.match(sql)
        # SQLite counts the rows of an insertion only once its answer is read.
        if write and (write[1] == "INSERT" or context["cursor"].rowcount):
            self.written.append(sql)
        return result


def pictures() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@contextmanager
def for_a_moment():
    """The site, which is afterwards as it was before."""
    site, before = Site(), pictures()
    with transaction.atomic():
        with connection.execute_wrapper(site.watch):
            yield site
        transaction.set_rollback(True)
    for path in pictures() - before:
        site.written.append(path.name)
        path.unlink()


def word(response, site: Site, method: str) -> str:
    """What happened, in the words of the table."""
    status, to = response.status_code, response.headers.get("Location", "")
    if site.written:
        return "does" if status < 400 else f"does, {status}"
    if to.startswith("/admin/login/"):
        return "login"
    if status == 200:
        return "sees" if method == "get" else "same"
    words = {301: "on", 302: "on", 303: "on", 403: "no", 404: "none", 405: "-"}
    return words.get(status, str(status))


def attempt(house, client, address, method, data) -> str:
    cookies = deepcopy(client.cookies)
    with for_a_moment() as site:
        response = getattr(client, method)(house.real(address), data)
        response.close()
    client.cookies = cookies
    return word(response, site, method)


def test_every_address_of_the_site_is_in_the_table_and_no_other():
    assert {right.pattern for right in RIGHTS} == set(addresses())


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_may_do_what_the_table_says_and_no_more(house, sender, person):
    client, wrong = house.sign_in(person), {}
    for right in RIGHTS:
        if right.person == person:
            data = sender.data(right.address, right.method)
            found = attempt(house, client, right.address, right.method, data)
            if found != right.word:
                wrong[right.method, right.address] = f"not {right.word}: {found}"

    assert wrong == {}


def test_where_nothing_can_be_sent_nothing_is_changed(house):
    owner = house.sign_in("owner")
    sendable = {right.address for right in RIGHTS if right.method == "post"}
    for address in {right.address for right in RIGHTS} - sendable:
        found = attempt(house, owner, address, "post", {})

        assert found in {"same", "on", "no", "none", "-"}, address


def test_another_site_can_not_send_a_form_for_who_is_signed_in(house, sender):
    lured = house.sign_in("owner", enforce_csrf_checks=True)
    for right in RIGHTS:
        if right.person == "owner" and right.method == "post" and right.is_granted:
            data = sender.data(right.address, "post")
            found = attempt(house, lured, right.address, "post", data)

            assert found == ("does" if right.address in KEYED else "no"), right.address
