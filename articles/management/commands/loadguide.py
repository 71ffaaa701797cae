from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.content_files import CONTENT
from articles.loading import UNCHANGED, load_guide
from articles.search import rebuild


class Command(BaseCommand):
    help = "Load the guide's text, without overwriting what an editor changed."

    def handle(self, *args, **options):
        try:
            with transaction.atomic():
                results = load_guide(CONTENT)
                rebuild()
        except ValueError as error:
            raise CommandError(f"The guide was not loaded. {error}") from error
        counts = Counter(done for _, done in results)
        if not options["verbosity"]:
            return
        for entry, done in results:
            if done != UNCHANGED and len(counts) > 1:
                self.stdout.write(f"  {entry.kind.name} {entry.key}: {done}")
        summary = ", ".join(f"{count} {done}" for done, count in counts.items())
        self.stdout.write(f"Guide: {summary}.")
