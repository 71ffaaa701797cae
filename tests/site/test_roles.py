"""The front desk has the requests and the spa, the editors have the guide."""

import pytest
from django.contrib.auth.models import Group

from articles.models import Article, CareCard, Question
from booking.models import (
    BookingRequest,
    Closure,
    OpeningHours,
    OutboxMail,
    Service,
)
from knotcare.roles import create_roles
from tests.desk import admin_url

DESK = [BookingRequest, OutboxMail, Service, OpeningHours, Closure]
GUIDE = [Article, Question, CareCard]


@pytest.fixture
def sign_in_as(client, django_user_model, db):
    def sign_in(role: str):
        create_roles()
        user = django_user_model.objects.create_user("kim", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize(
    ("role", "open_to_it", "closed_to_it"),
    [("Front desk", DESK, GUIDE), ("Editors", GUIDE, DESK)],
)
def test_a_role_sees_its_own_rows_and_no_others(
    sign_in_as, role, open_to_it, closed_to_it
):
    client = sign_in_as(role)

    for model in open_to_it:
        assert client.get(admin_url(model, "changelist")).status_code == 200
    for model in closed_to_it:
        assert client.get(admin_url(model, "changelist")).status_code == 403
        assert client.get(admin_url(model, "add")).status_code == 403


@pytest.mark.parametrize(("role", "status"), [("Front desk", 200), ("Editors", 403)])
def test_the_agenda_and_the_export_are_the_desks(sign_in_as, role, status):
    client = sign_in_as(role)

    for page in ("today", "export"):
        response = client.get(admin_url(BookingRequest, page), follow=True)
        assert response.status_code == status


def test_the_set_up_makes_the_roles_again_as_they_were(db):
    create_roles()
    Group.objects.get(name="Editors").permissions.clear()

    create_roles()

    assert Group.objects.count() == 2
    assert Group.objects.get(name="Editors").permissions.exists()
