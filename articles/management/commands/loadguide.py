from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from articles.import_export.image_files import import_pictures
from articles.import_export.load import (
    UNCHANGED,
    load_guide,
)
from articles.import_export.reader import CONTENT, read_entries
from articles.import_export.replace import replace_guide
from articles.models.image import adopt_pictures


class Command(BaseCommand):
    help = (
        "Load the guide's text, without overwriting what an editor changed. With a "
        "FOLDER, as exportguide wrote it: rows that are missing are added with their "
        "order and state, rows that no editor has touched since they were loaded follow "
        "the folder, every other row and what an editor deleted stays as it is, and "
        "each of these is named. Nothing is deleted, and rows that are there keep their "
        "order. From then on such rows follow the folder, not the guide that ships with "
        "Knotcare."
    )

    def add_arguments(self, parser: CommandParser):
        parser.add_argument(
            "folder", type=Path, nargs="?", help="instead of the guide that ships"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="make the site's guide exactly that of FOLDER, in its order: what "
            "editors changed here is overwritten, and what FOLDER lacks is deleted, save "
            "pictures, and former addresses of chapters that stay. To restore an export, "
            "or to move a guide onto a site that has one; export first what may be lost.",
        )

    def handle(self, *args, folder, replace, verbosity, **options):
        if replace and not folder:
            raise CommandError("Say with which FOLDER the guide is to be replaced.")
        try:
            with transaction.atomic():
                results = self.load(folder, replace)
        except (ValueError, OSError) as error:
            raise CommandError(f"The guide was not loaded. {error}") from error
        if verbosity:
            self.report(results)

    def load(self, folder: Path | None, replace: bool) -> list:
        """What was done with each entry. Raises ValueError, OSError."""
        if folder is None or folder.resolve() == CONTENT:
            return load_guide(CONTENT)
        if next(read_entries(folder), None) is None:
            raise ValueError(f"There is no guide in {folder}.")
        results = replace_guide(folder) if replace else load_guide(folder, is_own=True)
        import_pictures(folder)
        adopt_pictures()
        return results

    def report(self, results: list) -> None:
        counts = Counter(done for _, done in results)
        for entry, done in results:
            if done != UNCHANGED and len(counts) > 1:
                self.stdout.write(f"  {entry.kind.name} {entry.key}: {done}")
        summary = ", ".join(f"{count} {done}" for done, count in counts.items())
        self.stdout.write(f"Guide: {summary}.")
