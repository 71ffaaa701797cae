"""What was loaded from the guide's files, and which month's mail to the editors went out."""

from django.db import models
from django.utils import timezone


class GuideReport(models.Model):
    """The mail of one month to the editors, so that none goes out twice.

    `next_try_at` is moved on before each try: while it is ahead, somebody is at it.
    """

    month = models.DateField(unique=True, help_text="Its first day.")
    next_try_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.month:%B %Y}"


class ShippedRow(models.Model):
    """What `loadguide` last brought in for one entry, or found the row to be already.

    While the row still has the values noted here, no editor has touched it.
    """

    kind = models.CharField(max_length=20)
    key = models.SlugField()
    row_id = models.BigIntegerField()
    values = models.JSONField()
    is_own = models.BooleanField(
        default=False, help_text="From a folder of the spa’s own, which goes first."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="shipped_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
