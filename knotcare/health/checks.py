"""Whether the site can do all that it promises, each check a function.

A check returns the trouble that it finds, None where all is well. It is cheap: whoever
watches the site asks every few seconds, and so may a stranger.
"""

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.timesince import timesince

from booking.models import OutboxMail
from booking.utils.client_ip import wrong_proxies

from . import heartbeat

LEAST_FREE = 256_000_000  # bytes, room for some pictures and a day of requests
LONGEST_WAIT = timedelta(hours=1)  # for a mail, while none goes out
A_DAY = timedelta(days=1)

log = logging.getLogger(__name__)


class Trouble(NamedTuple):
    """What is wrong, and what it means for the spa."""

    what: str
    means: str


def database() -> Trouble | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def migrations() -> Trouble | None:
    applied = MigrationRecorder(connection).migration_qs.values_list("app", "name")
    if newest_migrations() <= set(applied):
        return None
    return Trouble(
        "The database does not fit this version of the site",
        "Some pages may fail. Ask whoever runs the site to restart it.",
    )


@cache
def newest_migrations() -> set[tuple[str, str]]:
    """The last migration of each app, as they are installed here."""
    return set(MigrationLoader(None).graph.leaf_nodes())


def worker() -> Trouble | None:
    """That it notes its time shows, too, that the database can be written."""
    silence = heartbeat.silence()
    if silence is None:
        since = "never heard of"
    elif silence > heartbeat.LONGEST_SILENCE:
        now = timezone.now()
        since = "not heard of for " + timesince(now - silence, now, depth=1)
    else:
        return None
    return Trouble(
        f"The site’s worker was {since}",
        "Mails that did not go out at once, reminders and deletions wait for it. "
        "Ask whoever runs the site to restart it.",
    )


def mails() -> Trouble | None:
    """A mail whose address is refused, or after which others go out, is no trouble of the
    site."""
    longest_ago = timezone.now() - LONGEST_WAIT
    unsent = OutboxMail.objects.filter(sent_at=None, created_at__lte=longest_ago)
    of_the_site = unsent.exclude(error__startswith=SMTPRecipientsRefused.__name__)
    waiting = of_the_site.order_by("-created_at").first()
    if not waiting:
        return None
    since = waiting.created_at
    lately = OutboxMail.objects.filter(created_at__gt=since - A_DAY)
    if lately.filter(sent_at__gt=since).exists():
        return None
    return Trouble(
        f"No mail has gone out for {timesince(since, depth=1)}",
        "Visitors and the front desk wait for theirs. See whether the mail server works.",
    )


def disk() -> Trouble | None:
    free = min(shutil.disk_usage(existing(place)).free for place in places())
    if free >= LEAST_FREE:
        return None
    return Trouble(
        f"The disk is almost full: {free // 1_000_000} MB are free",
        "Once it is full, no request can be taken and no text saved. Make room.",
    )


def places() -> set[Path]:
    """The folders where the site keeps what it may not lose."""
    found = {Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT)}
    if connection.vendor == "sqlite":
        found.add(Path(connection.settings_dict["NAME"]).parent)
    return found


def existing(folder: Path) -> Path:
    """The folder, or the one in which it is going to be made."""
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())


def proxies(request) -> Trouble | None:
    what = wrong_proxies(request)
    if not what:
        return None
    return Trouble(
        what,
        "Visitors may be taken for one another, and set aside as spam. Ask whoever runs "
        "the site to set PROXIES to the number of proxies in front of it.",
    )


CHECKS = [database, migrations, worker, mails, disk]
NO_ANSWER = Trouble("The database does not answer", "Nothing can be stored.")


def troubles(request=None) -> dict[str, Trouble | None]:
    """What each check finds, by its name; one of them asks how this request came."""
    found = {check.__name__: found_by(check) for check in CHECKS}
    return found | ({"proxies": proxies(request)} if request else {})


def found_by(check: Callable[[], Trouble | None]) -> Trouble | None:
    try:
        return check()
    except DatabaseError:
        return NO_ANSWER
    except OSError as error:
        return Trouble("A folder of the site can't be read", str(error.strerror))


def report_troubles() -> None:
    """Write what is wrong into the log, from where it is mailed (`logs.mails`)."""
    for name, trouble in troubles().items():
        if trouble:
            # The name is part of the format: by that, mails tell errors apart.
            log.error(f"{name}: %s. %s", trouble.what, trouble.means)
