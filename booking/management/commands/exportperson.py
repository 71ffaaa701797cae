import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from booking.person import NoContact, copy_of, requests_with


class Command(BaseCommand):
    help = (
        "Copy all that is kept of one person into one file, to hand it over: requests, "
        "their history, and the mails about them."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "contact", nargs="+", help="The person's mail address, or phone number."
        )
        parser.add_argument(
            "--to", type=Path, help="A new file. Without it, the copy is printed."
        )

    def handle(self, *args, contact, to, **options):
        try:
            requests = requests_with(contact)
        except NoContact as error:
            raise CommandError(error) from error
        if not requests:
            self.stderr.write("Nothing is kept of this person.")
        elif to is None:
            self.stdout.write(copy_of(requests), ending="")
        else:
            write_privately(to, copy_of(requests))
            self.stdout.write(f"{to}: {len(requests)} request(s).")


def write_privately(file: Path, text: str) -> None:
    """Write a new file that nobody but its owner may read. Raises CommandError."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error
    with open(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)
