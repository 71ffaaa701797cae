"""Who may do what, at every address of the site: rights.txt, tried word by word. Who owes
the second factor finds what a stranger finds, but for the pages on the way in."""

import re
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db import connection, transaction

from knotcare.auth.roles import create_roles
from knotcare.models import Factor
from tests.booking.conftest import clock, make_request, spa

from .rights import addresses, rights
from .rights_acts import Sender
from .rights_house import House
from .second_factor.authenticator import CODE, LOGIN, SET_UP

__all__ = ["clock", "make_request", "spa"]
RIGHTS = rights()
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
# Their keys authorise, no cookie does (articles/utils/cache_headers.py).
KEYED = {"/book/<key>/", "/desk/<key>/"}
# A session belongs to its browser; it is nothing that the site knows.
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b(?!.*django_session)", re.S)


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


def found_by(client, house, sender) -> dict[tuple[str, str], str]:
    """What happens to one person at every address."""
    return {
        (method, address): attempt(
            house, client, address, method, sender.data(address, method)
        )
        for method, address in STRANGER
    }


def test_every_address_of_the_site_is_in_the_table_and_no_other():
    assert {right.pattern for right in RIGHTS} == addresses()


@pytest.mark.slow
def test_each_person_may_do_what_the_table_says_and_no_more(house, sender, subtests):
    for person in dict.fromkeys(right.person for right in RIGHTS):
        granted = {
            (right.method, right.address): right.word
            for right in RIGHTS
            if right.person == person
        }
        with subtests.test(person=person):
            assert found_by(house.sign_in(person), house, sender) == granted


@pytest.mark.slow
def test_where_nothing_can_be_sent_nothing_is_changed(house):
    owner = house.sign_in("owner")
    only_opened = {address for _, address in STRANGER}
    only_opened -= {address for method, address in STRANGER if method == "post"}

    found = {each: attempt(house, owner, each, "post", {}) for each in only_opened}

    harmless = {"same", "on", "no", "none", "-"}
    assert {each: word for each, word in found.items() if word not in harmless} == {}


@pytest.mark.slow
def test_another_site_can_not_send_a_form_for_who_is_signed_in(house, sender):
    lured = house.sign_in("owner", enforce_csrf_checks=True)
    granted = [
        right.address
        for right in RIGHTS
        if right.person == "owner" and right.method == "post" and right.is_granted
    ]

    found = {
        each: attempt(house, lured, each, "post", sender.sent(each)) for each in granted
    }

    assert found == {each: "does" if each in KEYED else "no" for each in granted}


@pytest.mark.slow
def test_who_owes_the_second_factor_is_nobody(house, sender, settings, subtests):
    half = house.people["half"] = User.objects.create_superuser("half")
    Factor.objects.create(user=half)

    with subtests.test(owes="a code"):
        found = found_by(house.sign_in("half"), house, sender)
        assert found == STRANGER | OWES_A_CODE

    # By now all forms are filled in, as their owner sees them.
    settings.SECOND_FACTOR_REQUIRED = True
    with subtests.test(owes="a factor"):
        found = found_by(house.sign_in("editor"), house, sender)
        assert found == STRANGER | OWES_A_FACTOR


def test_who_may_only_look_is_offered_no_act(house):
    viewer = house.people["viewer"] = User.objects.create_user("viewer", is_staff=True)
    for name in ("bookingrequest", "spa"):
        viewer.user_permissions.add(Permission.objects.get(codename=f"view_{name}"))
    client = house.sign_in("viewer")
    request = f"/admin/booking/bookingrequest/{house.asked.pk}/"

    page = client.get(f"{request}change/")

    assert page.status_code == 200
    assert "/answer/" not in page.content.decode()
    assert client.get(f"{request}answer/").status_code == 403
    assert "new-feed" not in client.get("/admin/booking/spa/1/change/").content.decode()


def test_the_roles_are_made_the_same_again(db):
    def roles() -> dict[str, set]:
        return {each.name: set(each.permissions.all()) for each in Group.objects.all()}

    create_roles()
    before = roles()
    Group.objects.get(name="Editors").permissions.clear()

    create_roles()

    assert roles() == before
    assert set(before) == {"Front desk", "Editors"}
