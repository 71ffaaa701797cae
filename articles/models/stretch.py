from django.db import models
from django.db.models import F, Q

from ..images import illustrations
from ..utils.durations import spoken_range
from ..utils.text import lines_of
from .base import Ordered, RecordedHistory
from .body_area import BodyArea


class Stretch(Ordered):
    """A stretch, with the areas that it follows."""

    class Sides(models.TextChoices):
        BOTH = "both", "Both sides at once"
        EACH = "each", "Each side in turn"

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(
        unique=True, help_text="The name by which a text shows it: {stretch …}"
    )
    target = models.CharField(max_length=120, help_text="What it stretches, for whom.")
    areas = models.ManyToManyField(BodyArea, blank=True, related_name="stretches")
    steps = models.TextField(help_text="One a line.")
    hold_from_seconds = models.PositiveSmallIntegerField("hold at least, seconds")
    hold_to_seconds = models.PositiveSmallIntegerField(
        "hold at most, seconds", null=True, blank=True
    )
    sides = models.CharField(max_length=4, choices=Sides.choices, default=Sides.BOTH)
    caution = models.TextField(max_length=300, help_text="Its stop sign.")
    drawing = models.CharField(max_length=40, blank=True, choices=illustrations.choices)

    history = RecordedHistory(m2m_fields=[areas])

    class Meta(Ordered.Meta):
        verbose_name_plural = "stretches"
        constraints = [
            models.CheckConstraint(
                condition=Q(hold_from_seconds__gt=0)
                & (
                    Q(hold_to_seconds__isnull=True)
                    | Q(hold_from_seconds__lte=F("hold_to_seconds"))
                ),
                name="stretch_hold_range_in_order",
                violation_error_message="The shortest hold can’t exceed the longest.",
            ),
            models.CheckConstraint(
                condition=~Q(caution=""),
                name="stretch_has_caution",
                violation_error_message="Every stretch needs its stop sign.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def step_list(self) -> list[str]:
        return lines_of(self.steps)

    @property
    def spoken_hold(self) -> str:
        return spoken_range(self.hold_from_seconds, self.hold_to_seconds)
