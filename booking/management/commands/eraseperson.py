from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from booking.forgetting import StillAlive, erase
from booking.models import BookingRequest
from booking.person import NoContact, requests_with
from booking.wording import spoken_instant


class Command(BaseCommand):
    help = (
        "Erase all that is kept of one person, at the person's wish. It first shows what "
        "will go, and asks."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "contact", nargs="+", help="The person's mail address, or phone number."
        )
        parser.add_argument("--yes", action="store_true", help="Don't ask.")

    def handle(self, *args, contact, yes, **options):
        try:
            requests = requests_with(contact)
        except NoContact as error:
            raise CommandError(error) from error
        if not requests:
            self.stdout.write("Nothing is kept of this person.")
            return
        for request in requests:
            self.stdout.write(line(request))
        if not yes and input("Erase this for good? Type yes: ") != "yes":
            raise CommandError("Nothing was erased.")
        self.erase([request.pk for request in requests])

    def erase(self, keys: list[int]):
        try:
            references = ", ".join(erase(keys))
        except StillAlive as refusal:
            raise CommandError(f"Nothing was erased. {refusal}") from refusal
        self.stdout.write(
            f"Erased. Mails that name {references} may still be in the front desk's "
            "mailbox, and older backups hold all of it until they are replaced."
        )
        if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
            self.stdout.write(f"So may the files in {settings.EMAIL_FILE_PATH}.")


def line(request: BookingRequest) -> str:
    """What of a request lets a person see whether it is the right one."""
    sent = spoken_instant(request.created_at)
    state = request.get_state_display()
    return f"{request}: {request.service_name}, sent {sent}. {state}."
