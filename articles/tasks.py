"""What the worker does for the guide, each minute."""

from .monthly_editor_mail import mail_monthly
from .publishing.lifecycle import publish_due

TASKS = [publish_due, mail_monthly]
