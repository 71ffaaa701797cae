from django.db import models
from django.db.models import F
from django.utils import timezone

from .booking_request import BookingRequest, State


class TallyQuerySet(models.QuerySet):
    def count_in(self, request: BookingRequest) -> None:
        """Count a request that is about to be deleted."""
        row, _ = self.get_or_create(
            month=timezone.localdate(request.created_at).replace(day=1),
            service_name=request.service_name,
            minutes=request.minutes,
            state=request.state,
        )
        self.filter(pk=row.pk).update(requests=F("requests") + 1)


class Tally(models.Model):
    """All that stays of deleted requests: how many of a month, for what, and how they
    ended. Nothing in it leads back to a person, a mail or an address."""

    month = models.DateField(help_text="In which they were sent: its first day.")
    service_name = models.CharField("service", max_length=80)
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices)
    requests = models.PositiveIntegerField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "service_name", "minutes", "state"]
        verbose_name = "count of deleted requests"
        verbose_name_plural = "counts of deleted requests"
        constraints = [
            models.UniqueConstraint(
                fields=["month", "service_name", "minutes", "state"],
                name="one_tally_of_a_kind",
            )
        ]

    def __str__(self):
        return f"{self.month:%B %Y}: {self.service_name}, {self.minutes} minutes"
