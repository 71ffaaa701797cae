from django.db import models
from django.db.models import Q

from articles.models.base import Ordered


class Service(Ordered):
    """What can be asked for."""

    name = models.CharField(max_length=80, unique=True)
    minutes = models.PositiveSmallIntegerField()
    price = models.DecimalField(
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="US dollars. Shown only when given.",
    )
    is_example = models.BooleanField(
        "example",
        default=False,
        help_text="Made by the set-up to show how it looks. Readers are told so, until "
        "you untick it.",
    )

    class Meta(Ordered.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=480),
                name="service_takes_time",
                violation_error_message="A session takes one to 480 minutes.",
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.minutes} minutes"
