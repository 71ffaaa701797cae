from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.crypto import get_random_string

from articles.models.image import adopt_pictures
from booking.demo_data import create_examples
from knotcare.auth.roles import create_roles

PASSWORD_LENGTH = 16
MAILS_AS_FILES = "django.core.mail.backends.filebased.EmailBackend"


class Command(BaseCommand):
    help = "Make the site ready to serve: database, guide, static files, first account."

    def handle(self, *args, **options):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        # Static files first: the guide's texts show drawings by their hashed names.
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("loadguide", stdout=self.stdout)
        adopt_pictures()
        create_roles()
        if settings.IS_LOCAL:
            create_examples()
        self.create_first_account()
        self.stdout.write(
            f"\nKnotcare: {settings.SITE_URL}/\n"
            f"Admin:    {settings.SITE_URL}{reverse('admin:index')}\n"
        )
        if settings.EMAIL_BACKEND == MAILS_AS_FILES:
            self.stdout.write(f"Mails:    {settings.EMAIL_FILE_PATH}\n")

    def create_first_account(self):
        """An account that may do everything, where no one can sign in yet."""
        users = get_user_model().objects
        if users.filter(is_staff=True).exists():
            return
        password = get_random_string(PASSWORD_LENGTH)
        users.create_superuser("editor", password=password)
        self.stdout.write(
            f"\nFirst account: editor, with the password {password}\n"
            "It is shown this once. Change it in the admin."
        )
