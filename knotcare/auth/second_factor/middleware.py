"""Nobody is signed in by half: who still owes the second factor is nobody to the site.

This is the one place that says so. Views, the admin and permissions ask `request.user`,
who is anonymous until then; only the pages of the factor itself ask who gave a password.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .devices import with_factor

PASSED = "second_factor"  # in a session: the number of the factor whose code was right


class SecondFactorBackend(ModelBackend):
    """Reads an account with its `factor_id`, so that no request asks for it again."""

    def get_user(self, user_id):
        users = with_factor(get_user_model()._default_manager)
        user = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class SecondFactorMiddleware:
    """Stands right behind Django's `AuthenticationMiddleware`."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: who_is_in(request))
        del request.auser  # it would lead around the gate, and nothing here is async
        return self.get_response(request)


def who_is_in(request: HttpRequest):
    return AnonymousUser() if owed(request) else who_gave_a_password(request)


def who_gave_a_password(request: HttpRequest):
    """The account of this session, whether or not it still owes the second factor."""
    return get_user(request)


def owed(request: HttpRequest) -> str | None:
    """The name of the page that stands between the password and everything else."""
    user = who_gave_a_password(request)
    if not user.is_authenticated:
        return None
    if user.factor_id:
        passed = request.session.get(PASSED) == user.factor_id
        return None if passed else "second_factor_code"
    return "second_factor_set_up" if settings.SECOND_FACTOR_REQUIRED else None


def let_in(request: HttpRequest, factor_id: int) -> None:
    """Other sessions of the account were not asked, and so stay outside."""
    request.session.cycle_key()
    user = who_gave_a_password(request)
    user.factor_id = request.session[PASSED] = factor_id
    request.user = user
