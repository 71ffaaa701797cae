from django.core.management.base import BaseCommand

from knotcare.worker import Worker, work_once


class Command(BaseCommand):
    help = (
        "Do what time brings about, until stopped: send the mails that are due, each "
        "second; remind, end and delete requests, each minute."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do one round.")

    def handle(self, *args, once, **options):
        if once:
            work_once()
        else:
            Worker().run()
