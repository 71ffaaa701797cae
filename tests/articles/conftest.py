from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client

from articles.models import Article
from knotcare.auth.roles import create_roles
from tests.desk import admin_url, save

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=ZoneInfo("America/Chicago"))


@pytest.fixture
def clock():
    """It is Monday, March 1, 2027, 9:30 in Houston, until a test moves the clock."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk_of(db, clock, client, django_user_model):
    """A client signed in at NOW with one of the roles of the set-up, or none."""

    return lambda role: signed_in(
        client, django_user_model, role or "nobody", [role] if role else []
    )


def signed_in(client, user_model, name: str, roles: list[str]):
    """This client, signed in as one of the desk with these roles of the set-up."""
    create_roles()
    user = user_model.objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.get(name=role) for role in roles)
    client.force_login(user)
    return client


@pytest.fixture
def press(desk_of):
    """Press a button of a chapter's form as an editor, after these changes."""
    editor = desk_of("Editors")

    def do(button: str, chapter: Article | None = None, /, **changes):
        page = ("change", chapter.pk) if chapter else ("add",)
        return save(editor, admin_url(Article, *page), **changes | {button: ""})

    return do


@pytest.fixture
def sign_in(db, django_user_model):
    """A client of its own for each person, signed in with one of the roles."""
    return lambda name, role="Editors": signed_in(
        Client(), django_user_model, name, [role]
    )


@pytest.fixture
def eve(sign_in):
    return sign_in("Eve")


@pytest.fixture
def ana(sign_in):
    return sign_in("Ana")
