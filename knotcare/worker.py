"""The one background process: how often it does the tasks of each app."""

import logging
import signal
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, close_old_connections

from articles.tasks import TASKS as OF_THE_GUIDE
from booking.mail.outbox import deliver_due
from booking.tasks import TASKS as OF_THE_SPA

from .auth.cleanup import forget_sessions, forget_wrong_passwords
from .health.checks import report_troubles
from .health.heartbeat import beat

EACH_MINUTE = [
    beat,
    *OF_THE_GUIDE,
    *OF_THE_SPA,
    forget_sessions,
    forget_wrong_passwords,
]
SECOND, MINUTE = 1, 60  # seconds

log = logging.getLogger(__name__)


class Worker:
    def __init__(self):
        self.is_stopped = False

    def run(self) -> None:
        """Work until SIGTERM or SIGINT: send due mails each second, do the tasks of
        each app each minute."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.is_stopped:
            self.work_for_a_minute()

    def stop(self, *_signal) -> None:
        self.is_stopped = True

    def work_for_a_minute(self) -> None:
        end = time.monotonic() + MINUTE

        def goes_on() -> bool:
            return not self.is_stopped and time.monotonic() < end

        for task in EACH_MINUTE:
            do(task)
        while goes_on():
            do(beat)
            do(deliver_due, goes_on)
            time.sleep(SECOND)
        do(report_troubles)  # once the mails of a long pause have gone out


def work_once() -> None:
    for task in [*EACH_MINUTE, deliver_due, report_troubles]:
        do(task)


def do(task: Callable, *args) -> None:
    """Do a task and log how often; one that fails keeps none from being done."""
    close_old_connections()
    try:
        if done := task(*args):
            log.info("%s: %s", task.__name__, done)
    except (InterfaceError, OperationalError) as error:
        log.error("%s: the database does not answer: %s", task.__name__, error)
    except Exception:
        log.exception("%s failed", task.__name__)
