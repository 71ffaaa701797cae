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
