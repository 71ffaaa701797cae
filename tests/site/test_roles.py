"""The two roles of the set-up: what they are shown. What they may is in rights.txt."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from booking.hours import PartOfDay
from booking.models import BookingRequest, Spa, Wish
from booking.submission import submit
from knotcare.roles import create_roles
from tests.desk import admin_url


@pytest.fixture
def house(guide):
    """A site with a request, and its roles."""
    Spa.objects.create(pk=1)
    now = timezone.now()
    submit(
        BookingRequest(
            service_name="Massage",
            minutes=60,
            name="Ana Bell",
            email="ana@visitor.example",
            fit_for_massage=True,
            consented=True,
            wishes_end_at=now + timedelta(days=3),
            delete_on=timezone.localdate() + timedelta(days=180),
        ),
        [Wish(day=timezone.localdate(), part=PartOfDay.MORNING)],
    )
    create_roles()


@pytest.fixture
def sign_in(house, client, django_user_model):
    def sign(role: str):
        user = django_user_model.objects.create_user(role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return sign


def answer_url() -> str:
    return f"/admin/booking/bookingrequest/{BookingRequest.objects.get().pk}/answer/"


def test_who_may_only_look_is_offered_no_act(house, client, django_user_model):
    viewer = django_user_model.objects.create_user("viewer", is_staff=True)
    for name in ("bookingrequest", "spa"):
        viewer.user_permissions.add(Permission.objects.get(codename=f"view_{name}"))
    client.force_login(viewer)

    page = client.get(
        admin_url(BookingRequest, "change", BookingRequest.objects.get().pk)
    )

    assert page.status_code == 200
    assert "/answer/" not in page.content.decode()
    assert client.get(answer_url()).status_code == 403
    assert "new-feed" not in client.get("/admin/booking/spa/1/change/").content.decode()


def test_a_role_sees_its_own_half_on_the_front_page(sign_in):
    desk = sign_in("Front desk").get("/admin/").content.decode()
    editors = sign_in("Editors").get("/admin/").content.decode()

    assert "Booking requests" in desk and "agenda/" in desk
    assert "Chapters" not in desk
    assert "Chapters" in editors
    assert "Booking requests" not in editors and "agenda/" not in editors


def test_the_roles_are_made_the_same_again(house):
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}
    Group.objects.get(name="Editors").permissions.clear()

    create_roles()

    after = {group.name: set(group.permissions.all()) for group in Group.objects.all()}
    assert after == before
    assert set(after) == {"Front desk", "Editors"}
