"""Whom the checks panel answers."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from articles.models import Article
from knotcare.roles import create_roles
from tests.articles.checks.test_panel import CHECKED, check, draft, panel
from tests.desk import admin_url

__all__ = ["draft"]


@pytest.mark.parametrize(
    ("role", "status"), [("Editors", 200), ("Front desk", 403), (None, 403)]
)
@pytest.mark.parametrize("model", CHECKED)
def test_only_editors_are_answered(
    guide, client, django_user_model, role, status, model
):
    create_roles()
    if role:
        user = django_user_model.objects.create_user("someone", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)

    for row in (None, model.objects.first()):
        response = check(client, model, row)

        assert response.status_code == status
        assert ("checks-panel" in response.content.decode()) is (status == 200)
        if status != 200:
            assert "You are signed out" in response.content.decode()


def test_rights_without_a_place_at_the_desk_are_not_enough(
    guide, client, django_user_model
):
    create_roles()
    customer = django_user_model.objects.create_user("someone", is_staff=False)
    customer.groups.add(Group.objects.get(name="Editors"))
    client.force_login(customer)

    assert check(client, Article, body="x").status_code == 403


def test_only_a_form_of_this_site_is_checked(guide, editor_client, django_user_model):
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(django_user_model.objects.get())

    assert check(stranger, Article, body="x").status_code == 403
    assert editor_client.get(admin_url(Article, "check")).status_code == 405


def test_who_may_only_look_sees_the_panel(draft, client, django_user_model):
    viewer = django_user_model.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(
        *viewer.user_permissions.model.objects.filter(codename="view_article")
    )
    client.force_login(viewer)

    page = client.get(admin_url(Article, "change", draft.pk))

    assert "2 errors" in panel(page)
    assert check(client, Article, draft).status_code == 403
