from django.db import models
from django.db.models import Q

from articles.utils.durations import spoken_range


class Dose(models.Model):
    """How long something is done, or how often: heat, a massage gun, a break.

    The one place of such a figure; texts refer to it with {dose …}.
    """

    name = models.CharField(max_length=60)
    slug = models.SlugField(
        unique=True, help_text="The name by which a text states the figure: {dose …}"
    )
    from_seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="Seconds. Empty: “up to”."
    )
    to_seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="Seconds. Empty: “at least”."
    )
    detail = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_seconds__isnull=False) | Q(to_seconds__isnull=False),
                name="dose_has_seconds",
                violation_error_message="A dose needs its seconds.",
            ),
            models.CheckConstraint(
                condition=Q(from_seconds__isnull=True)
                | Q(to_seconds__isnull=True)
                | Q(from_seconds__lte=models.F("to_seconds")),
                name="dose_range_in_order",
                violation_error_message="The first figure can’t exceed the second.",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.spoken}"

    @property
    def spoken(self) -> str:
        return spoken_range(self.from_seconds, self.to_seconds)
