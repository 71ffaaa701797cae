"""The monthly mail to the editors: what is due for review, what the checks found."""

from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone

from .content_checks.checks.review import DUE
from .content_checks.report import Checked, address_of, checked_guide, name_of
from .models import Article, GuideReport
from .utils.text import one_line

EDITORS = "Editors"  # the group that has the guide
RETRY = timedelta(hours=1)
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def mail_monthly() -> int:
    """Mail the editors once a month; return how many were mailed.

    Any number of workers may call it at any time. What a mail server refuses is tried
    again an hour later; a month with nothing to say is over without a mail.
    """
    return mail_this_month() if claim(this_month()) else 0


def this_month() -> date:
    return timezone.localdate().replace(day=1)


def claim(month: date) -> bool:
    """Whether the mail of this month is due, and ours for the time until the next try."""
    now = timezone.now()
    GuideReport.objects.bulk_create([GuideReport(month=month)], ignore_conflicts=True)
    due = GuideReport.objects.filter(month=month, done_at=None, next_try_at__lte=now)
    return bool(due.update(next_try_at=now + RETRY))


def mail_this_month() -> int:
    """Mail the editors now, and no more this month; return how many were mailed.

    Raises what the mail server's refusal raises.
    """
    mail = message()
    count = len(mail.to) if mail and mail.send() else 0
    GuideReport.objects.update_or_create(
        month=this_month(), defaults={"done_at": timezone.now()}
    )
    return count


def message() -> EmailMessage | None:
    """This month's mail, None without anything to say or anybody to say it to."""
    news, recipients = what_is_new(), addresses()
    if not recipients or not (news["due"] or news["texts"]):
        return None
    template = get_template("mail/editors/monthly.txt").template
    wording = template.render(Context(news, autoescape=False))
    subject, _, body = wording.partition("\n")
    own_id = f"<guide-{this_month():%Y-%m}@{settings.MAIL_DOMAIN}>"
    return EmailMessage(
        one_line(subject),
        body.strip() + "\n",
        to=recipients,
        headers=HEADERS | {"Message-ID": own_id},
    )


def what_is_new() -> dict:
    """What the mail may say. A due review is told once, above the findings."""
    due = Article.objects.due_for_review(timezone.localdate())
    return {
        "month": this_month(),
        "due": [(name_of(chapter), address_of(chapter)) for chapter in due],
        "texts": [*filter(None, map(without_due, checked_guide()))],
        "desk": settings.SITE_URL + reverse("admin:index"),
    }


def without_due(checked: Checked) -> Checked | None:
    """`checked` without the review that is due; None where nothing else is left."""
    left = [finding for finding in checked.findings if finding.check != DUE]
    return checked._replace(findings=left) if left else None


def addresses() -> list[str]:
    """Where the editors who still work here read mail; each address once."""
    editors = get_user_model().objects.filter(is_active=True, groups__name=EDITORS)
    found = editors.order_by("email").values_list("email", flat=True).distinct()
    return [address for address in found if is_address(address)]


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
