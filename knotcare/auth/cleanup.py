"""What the site no longer needs to know of who signed in."""

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone


def forget_sessions() -> int:
    """Delete the sessions that have ended; return how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def forget_wrong_passwords() -> int:
    """Delete the attempts to sign in that keep nobody out any more; return how many."""
    then = timezone.now() - settings.AXES_COOLOFF_TIME
    return AccessAttempt.objects.filter(attempt_time__lt=then).delete()[0]
