from pathlib import Path

from django.core.management.base import BaseCommand

from knotcare.backups import told_to_the_operator
from knotcare.backups.restoring import restore


class Command(BaseCommand):
    help = (
        "Put a backup in the place of the site's database and pictures. It is checked "
        "and rehearsed first; what is here is kept in a file."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="What manage.py backup has made.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Do so where there is a site already, even while it runs.",
        )
        parser.add_argument(
            "--rehearse",
            action="store_true",
            help="Only see whether the backup can be restored; touch nothing.",
        )

    def handle(self, *args, file, replace, rehearse, **options):
        with told_to_the_operator():
            restore(
                file,
                may_replace=replace,
                only_rehearse=rehearse,
                say=self.stdout.write,
            )
