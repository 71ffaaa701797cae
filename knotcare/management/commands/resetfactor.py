from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from knotcare.auth.second_factor.devices import turn_off
from knotcare.models import Factor


class Command(BaseCommand):
    help = "Switch off the second factor of an account that lost phone and codes."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name that the account signs in with")

    def handle(self, *args, name, **options):
        users = get_user_model()._default_manager
        try:
            user = users.get_by_natural_key(name)
        except users.model.DoesNotExist as error:
            raise CommandError(f"There is no account “{name}”.") from error
        if not Factor.objects.filter(user=user).exists():
            raise CommandError(f"{name} has no second factor.")
        turn_off(user, "Reset the second factor on the server.")
        self.stdout.write(f"{name} signs in with the password alone now.")
