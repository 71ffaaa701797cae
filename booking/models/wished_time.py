from django.db import models

from ..calendar_rules.opening_hours import PartOfDay
from .booking_request import BookingRequest


class Wish(models.Model):
    """One of the times that would suit the visitor: a day and a part of it."""

    request = models.ForeignKey(
        BookingRequest, on_delete=models.CASCADE, related_name="wishes"
    )
    rank = models.PositiveSmallIntegerField()
    day = models.DateField()
    part = models.CharField(
        max_length=9, choices=[(part.value, part.value) for part in PartOfDay]
    )

    class Meta:
        ordering = ["rank"]
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(
                fields=["request", "rank"], name="wishes_have_ranks"
            ),
            models.UniqueConstraint(
                fields=["request", "day", "part"], name="wishes_differ"
            ),
        ]

    def __str__(self):
        return f"{self.day:%A, %B} {self.day.day}, {self.part}"
