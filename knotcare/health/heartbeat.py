"""That the worker is at work: it notes the time, and whoever asks finds it."""

from datetime import timedelta

from django.utils import timezone

from booking.mail.outbox import LEASE

from ..models import Heartbeat

EVERY = timedelta(seconds=20)

# A worker is silent for a minute of mails, and for the last of them as long as it takes.
LONGEST_SILENCE = LEASE + timedelta(minutes=3)


def beat() -> None:
    """Note that a worker is at work. Of any number of workers, one writes at a time."""
    now = timezone.now()
    # A beat of the future is of a clock that was set back since.
    if not Heartbeat.objects.filter(at__gt=now - EVERY, at__lte=now).exists():
        Heartbeat.objects.update_or_create(pk=1, defaults={"at": now})


def silence() -> timedelta | None:
    """For how long no worker was heard of; None where none ever was."""
    last = Heartbeat.objects.first()
    return abs(timezone.now() - last.at) if last else None
