from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from .history import HistoryEntry

LONGEST_WAIT = timedelta(hours=4)  # between two tries of a mail, and a little


class OutboxMailQuerySet(models.QuerySet):
    def due(self):
        """Those whose time has come. A time far beyond the longest wait of what failed is
        from before the clock was set back, and a first try waits for no clock."""
        now = timezone.now()
        is_time = Q(next_try_at__lte=now) | Q(attempts=0)
        is_lost = Q(next_try_at__gt=now + 2 * LONGEST_WAIT) & ~Q(error="")
        due = self.waiting().filter(is_time | is_lost).order_by("next_try_at")
        return due.select_related("entry__request__area")

    def waiting(self):
        """Those yet to be sent, at once or later."""
        return self.exclude(next_try_at=None)

    def undelivered(self):
        """Failed at least once, and not sent since."""
        return self.filter(sent_at__isnull=True).exclude(error="")


class OutboxMail(models.Model):
    """A mail that must go out: what it tells of, to whom, and how sending it went."""

    class Recipient(models.TextChoices):
        VISITOR = "visitor", "Visitor"
        DESK = "desk", "Front desk"

    entry = models.ForeignKey(
        HistoryEntry, on_delete=models.CASCADE, related_name="mails"
    )
    recipient = models.CharField(max_length=7, choices=Recipient.choices)
    message_id = models.CharField(max_length=255, unique=True)
    created_at = models.DateTimeField("queued", default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now, null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "mail"
        indexes = [
            models.Index(fields=["next_try_at"]),
            models.Index(fields=["created_at"]),
            models.Index(
                fields=["created_at"],
                condition=Q(sent_at__isnull=True),
                name="mail_unsent",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "recipient"], name="mail_queued_once"
            )
        ]

    def __str__(self):
        return f"{self.entry.get_action_display()}: to the {self.get_recipient_display().lower()}"
