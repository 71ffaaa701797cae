"""The second factor of an account: an authenticator app (RFC 6238) and recovery codes.

django-otp holds the rows, counts the wrong codes and refuses a code that was used.
"""

import secrets
from math import ceil

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from ...models import Factor

APP_DIGITS, RECOVERY_DIGITS = 6, 12
RECOVERY_CODES = 10


class TooManyWrongCodes(Exception):
    """No code counts for so many `seconds`, not even the right one."""

    def __init__(self, seconds: int):
        self.seconds = seconds


def with_factor(users: QuerySet) -> QuerySet:
    """The accounts, each with its `factor_id`: None without a second factor."""
    factor = Factor.objects.filter(user=OuterRef("pk"))
    return users.annotate(factor_id=Subquery(factor.values("pk")[:1]))


def new_key() -> str:
    return secrets.token_hex(20)


@transaction.atomic
def turn_on(user, key: str, code: str) -> list[str]:
    """The recovery codes of `user`, whose app has shown the right code for `key`; none if
    it was wrong, or if there is a second factor already."""
    # Two pages that are sent at once make one factor.
    get_user_model().objects.select_for_update().get(pk=user.pk)
    if Factor.objects.filter(user=user).exists():
        return []
    factor = Factor.objects.create(user=user, name="Authenticator app", key=key)
    if not factor.verify_token(code):
        factor.delete()
        return []
    note(user, "Set up the second factor.")
    return new_recovery_codes(user)


@transaction.atomic
def turn_off(user, message: str = "Switched the second factor off.", by=None) -> None:
    """`by` is who did it, if it was not the user."""
    Factor.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    note(user, message, by)


@transaction.atomic
def new_recovery_codes(user) -> list[str]:
    """Codes of twelve digits, in place of all earlier ones. Only this once they can be
    read: a digest is kept."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Recovery codes")
    numbers = [secrets.randbelow(10**RECOVERY_DIGITS) for _ in range(RECOVERY_CODES)]
    codes = [f"{number:0{RECOVERY_DIGITS}}" for number in numbers]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=digest(user, code)) for code in codes
    )
    note(user, "Made new recovery codes.")
    return codes


def recovery_codes_left(user) -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def accepts(user, code: str) -> bool:
    """Whether `code` is what the user's app shows, or a recovery code, which is used up.

    Raises `TooManyWrongCodes`: after a wrong code none counts for a second, and then
    twice as long after each.
    """
    is_of_app = len(code) == APP_DIGITS
    devices = Factor.objects if is_of_app else StaticDevice.objects
    device = devices.select_for_update().filter(user=user).first()
    if device is None:
        return False
    is_allowed, why = device.verify_is_allowed()
    if not is_allowed:
        wait = why["locked_until"] - timezone.now()
        raise TooManyWrongCodes(ceil(wait.total_seconds()))
    if is_of_app:
        return device.verify_token(code)
    if is_right := device.verify_token(digest(user, code)):
        note(user, "Used a recovery code.")
    return is_right


def digest(user, code: str) -> str:
    """What is kept of a recovery code, in the sixteen letters that there is room for."""
    text = f"{user.pk}:{code}"
    mac = salted_hmac("knotcare.recovery_code", text, algorithm="sha256")
    return mac.hexdigest()[:16]


def note(user, message: str, by=None) -> None:
    """Write it into the history of the account, which its page in the admin shows."""
    LogEntry.objects.log_actions(
        (by or user).pk, [user], CHANGE, message, single_object=True
    )
