import logging
import signal
import time

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

from booking.mail.outbox import deliver_due
from booking.tasks import CHORES
from knotcare.auth.cleanup import forget_sessions, forget_wrong_passwords
from knotcare.health.checks import report_troubles
from knotcare.health.heartbeat import beat

BY_THE_MINUTE = [beat, *CHORES, forget_sessions, forget_wrong_passwords]
A_ROUND, A_MINUTE = 1, 60  # seconds

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Do what time brings about, until stopped: send the mails that are due, each "
        "second; remind, end and delete requests, each minute."
    )
    is_stopped = False

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do one round.")

    def handle(self, *args, once, **options):
        if once:
            for chore in [*BY_THE_MINUTE, deliver_due, report_troubles]:
                self.do(chore)
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.is_stopped:
            self.work_for_a_minute()

    def stop(self, *args):
        self.is_stopped = True

    def work_for_a_minute(self):
        end = time.monotonic() + A_MINUTE

        def goes_on() -> bool:
            return not self.is_stopped and time.monotonic() < end

        for chore in BY_THE_MINUTE:
            self.do(chore)
        while goes_on():
            self.do(beat)
            self.do(deliver_due, goes_on)
            time.sleep(A_ROUND)
        self.do(report_troubles)  # once the mails of a long pause have gone out

    def do(self, chore, *args):
        """Do a chore and say how often; one that fails keeps none from being done."""
        close_old_connections()
        try:
            if done := chore(*args):
                log.info("%s: %s", chore.__name__, done)
        except (InterfaceError, OperationalError) as error:
            log.error("%s: the database does not answer: %s", chore.__name__, error)
        except Exception:
            log.exception("%s failed", chore.__name__)
