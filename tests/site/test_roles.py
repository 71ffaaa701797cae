"""The two roles of the set-up: each sees its own half of the admin, and not the other."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from articles.models import (
    Article,
    BodyArea,
    CareCard,
    Question,
    Source,
    Stretch,
    UploadedPicture,
)
from booking.hours import PartOfDay
from booking.models import (
    BookingRequest,
    Closure,
    OpeningHours,
    OutboxMail,
    Service,
    Spa,
    SpecialHours,
    Wish,
)
from booking.submission import submit
from knotcare.roles import create_roles
from tests.desk import admin_url

GUIDE = [Article, BodyArea, CareCard, Question, Source, Stretch, UploadedPicture]
DESK = [BookingRequest, OutboxMail, Service, OpeningHours, SpecialHours, Closure]
DAY_SHEET = "/admin/booking/bookingrequest/agenda/2027-03-06/"
EXPORT = "/admin/booking/bookingrequest/export/"


@pytest.fixture
def house(guide):
    """A site with a row of everything, and its roles."""
    UploadedPicture.objects.create(key="a" * 32, width=60, height=30, has_avif=True)
    Spa.objects.create(pk=1)
    Service.objects.create(name="Massage", minutes=60, order=1)
    OpeningHours.objects.create(weekday=0, opens="09:00", closes="18:00")
    SpecialHours.objects.create(day="2027-03-07", opens="10:00", closes="12:00")
    Closure.objects.create(first_day="2027-07-04", last_day="2027-07-05")
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


def pages(model) -> list[str]:
    row = model.objects.first()
    return [admin_url(model, "changelist"), admin_url(model, "change", row.pk)]


def answer_url() -> str:
    return f"/admin/booking/bookingrequest/{BookingRequest.objects.get().pk}/answer/"


def statuses(client, models) -> set[int]:
    return {client.get(url).status_code for model in models for url in pages(model)}


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [("Front desk", DESK, GUIDE), ("Editors", GUIDE, DESK)],
)
def test_a_role_opens_its_own_pages_alone(sign_in, role, own, others):
    client = sign_in(role)

    assert statuses(client, own) == {200}
    assert statuses(client, others) == {403}


@pytest.mark.parametrize(
    ("url", "front_desk", "editors"),
    [
        (DAY_SHEET, 200, 403),
        (DAY_SHEET + "week/", 200, 403),
        (EXPORT, 200, 403),
        ("/admin/booking/bookingrequest/add/", 200, 403),
        ("/admin/booking/spa/1/change/", 200, 403),
        ("/admin/articles/article/add/", 403, 200),
        ("/admin/articles/uploadedpicture/add/", 403, 200),
        ("/markdownx/pictures/", 403, 200),
        ("/admin/auth/user/", 403, 403),
        ("/admin/auth/group/", 403, 403),
    ],
)
def test_each_page_has_its_role(sign_in, url, front_desk, editors):
    for role, status in (("Front desk", front_desk), ("Editors", editors)):
        assert sign_in(role).get(url).status_code == status


@pytest.mark.parametrize(("role", "status"), [("Front desk", 403), ("Editors", 302)])
def test_only_editors_delete_a_picture(sign_in, role, status):
    url = admin_url(UploadedPicture, "delete", UploadedPicture.objects.get().pk)

    assert sign_in(role).post(url, {"post": "yes"}).status_code == status
    assert UploadedPicture.objects.exists() is (role == "Front desk")


@pytest.mark.parametrize(("role", "status"), [("Front desk", 302), ("Editors", 403)])
def test_only_the_front_desk_answers(sign_in, role, status):
    client = sign_in(role)

    response = client.post(answer_url(), {"act": "decline", "seen": 0})

    assert response.status_code == status
    state = BookingRequest.objects.get().state
    assert state == ("declined" if role == "Front desk" else "new")


@pytest.mark.parametrize(("role", "status"), [("Front desk", 302), ("Editors", 403)])
def test_only_the_front_desk_gives_the_feed_a_new_address(sign_in, role, status):
    response = sign_in(role).post("/admin/booking/spa/1/new-feed/")

    assert response.status_code == status


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
