from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from articles.import_export.export import export_guide
from articles.import_export.image_files import export_pictures


class Command(BaseCommand):
    help = (
        "Write the whole guide to the files of a folder, as `loadguide FOLDER` reads "
        "them: texts, drafts and rows with their order and state, former addresses, and "
        "the picture library. Only what changed is written; a file whose row is gone is "
        "removed. Accounts, past versions and private links stay in the database."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="made if it is not there")

    def handle(self, *args, folder, verbosity, **options):
        try:
            done = export_guide(folder)
            lost = export_pictures(folder)
        except (ValueError, ValidationError, OSError) as error:
            raise CommandError(f"The guide was not exported. {error}") from error
        for name in lost:
            self.stderr.write(f"  {name} belongs to the guide, but its file is lost.")
        if verbosity:
            counts = ", ".join(f"{len(names)} {what}" for what, names in done.items())
            self.stdout.write(f"Guide in {folder}: {counts}.")
