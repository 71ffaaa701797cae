import sys
from smtplib import SMTPException

from django.core.management.base import BaseCommand, CommandError

from articles.content_checks.registry import Level
from articles.content_checks.report import Checked, checked_guide
from articles.monthly_editor_mail import addresses, mail_this_month


class Command(BaseCommand):
    help = (
        "Check every text that readers see, as the panel beside it does. Exits with 1 "
        "where something of the fail level was found."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--fail-level",
            choices=[str(level) for level in Level],
            default=str(Level.ERROR),
            help="The least that makes the command fail; error unless said otherwise.",
        )
        parser.add_argument(
            "--mail",
            action="store_true",
            help="Mail it to the editors now, as it happens once a month.",
        )

    def handle(self, *args, fail_level, mail, **options):
        if mail:
            return self.mail()
        texts = list(checked_guide())
        for text in texts:
            if text.findings:
                self.tell(text)
        found = [finding for text in texts for finding in text.findings]
        errors = sum(finding.is_error for finding in found)
        self.stdout.write(summary(len(texts), errors, len(found) - errors))
        if errors or (found and fail_level == Level.WARNING):
            sys.exit(1)

    def tell(self, text: Checked):
        self.stdout.write(f"{text.name}\n{text.address}")
        for finding in text.findings:
            place = finding.place.lower()
            self.stdout.write(f"  {finding.level}, {place}: {finding.message}")
        self.stdout.write("")

    def mail(self):
        try:
            count = mail_this_month()
        except (OSError, SMTPException) as error:
            raise CommandError(f"The mail server did not take it: {error}") from error
        if count:
            self.stdout.write(f"Mailed to {count_of(count, 'editor')}.")
        elif not addresses():
            self.stdout.write("No mail: no active editor has a mail address.")
        else:
            self.stdout.write("No mail: there is nothing to improve.")


def summary(texts: int, errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return f"{count_of(texts, 'text')} checked: nothing to improve."
    return (
        f"{count_of(texts, 'text')} checked: {count_of(errors, 'error')}, "
        f"{count_of(warnings, 'warning')}."
    )


def count_of(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
