"""When the spa works and when it does not; the schedule is made of them."""

from django.db import models
from django.db.models import F, Q


class Hours(models.Model):
    """A span of opening hours on one day, in the spa's time zone."""

    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="%(class)s_in_order",
                violation_error_message="The spa opens before it closes.",
            )
        ]


class OpeningHours(Hours):
    """When the spa works on a weekday; a day may have several spans."""

    class Weekday(models.IntegerChoices):
        MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    is_example = models.BooleanField(
        "example",
        default=False,
        help_text="Made by the set-up to show how it looks. Readers are told so, until "
        "you untick it.",
    )

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name_plural = "opening hours"
        constraints = [
            *Hours.Meta.constraints,
            models.UniqueConstraint(
                fields=["weekday", "opens"],
                name="opening_hours_once",
                violation_error_message="This weekday opens at that time already.",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M} to {self.closes:%H:%M}"

    @property
    def specification(self) -> dict:
        """The span in the words of schema.org."""
        return {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{self.get_weekday_display()}",
            "opens": f"{self.opens:%H:%M}",
            "closes": f"{self.closes:%H:%M}",
        }


class SpecialHours(Hours):
    """Hours of one day that stand instead of the week's and of any closure."""

    day = models.DateField()

    class Meta:
        ordering = ["day", "opens"]
        verbose_name_plural = "special hours"
        constraints = [*Hours.Meta.constraints]

    def __str__(self):
        return f"{self.day} {self.opens:%H:%M} to {self.closes:%H:%M}"


class Closure(models.Model):
    """Days off, the first and the last included."""

    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="closure_in_order",
                violation_error_message="The first day can’t be after the last.",
            )
        ]

    def __str__(self):
        return self.reason or f"{self.first_day} to {self.last_day}"
