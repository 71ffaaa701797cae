import argparse
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from knotcare.backups import told_to_the_operator
from knotcare.backups.making import KEPT_BACKUPS, back_up, in_megabytes


class Command(BaseCommand):
    help = (
        "Copy database and pictures into one file, while the site runs, and check it. "
        "The file holds personal data, and nothing that is set in the environment."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.DATA_DIR / "backups",
            help="Where to: best on another disk. DATA_DIR/backups otherwise.",
        )
        parser.add_argument(
            "--keep",
            type=at_least_one,
            default=KEPT_BACKUPS,
            metavar="N",
            help="How many backups to leave there, the newest (default: %(default)s).",
        )

    def handle(self, *args, folder, keep, **options):
        with told_to_the_operator():
            file, manifest, old = back_up(folder, keep)
            size = in_megabytes(file.stat().st_size)
        self.stdout.write(f"{file}\nMade and checked: {manifest}, {size}.")
        for each in old:
            self.stdout.write(f"Deleted, as {keep} are kept: {each.name}")


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("at least one backup must be kept")
    return int(text)
