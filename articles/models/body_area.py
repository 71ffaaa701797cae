from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from markdownx.models import MarkdownxField

from articles.images import illustrations
from articles.utils.durations import spoken_range

from .base import Ordered, OrderedQuerySet, RecordedHistory
from .care_card import CareCard


class BodyAreaQuerySet(OrderedQuerySet):
    def with_relief(self):
        """Areas that have their quick-relief row, with it."""
        return self.select_related("quick_relief").filter(quick_relief__isnull=False)


class BodyArea(Ordered):
    """A part of the body: the key of the body map and of a relief page."""

    name = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(
        unique=True, help_text="The end of the page’s address, after /relief/"
    )
    summary = models.CharField(
        max_length=200, help_text="The lead of the page and what search engines show."
    )
    advice = MarkdownxField(
        blank=True, help_text="How to find the spot, how it should feel, what to avoid."
    )
    care_cards = models.ManyToManyField(
        CareCard, blank=True, help_text="Red flags that belong beside this area."
    )
    updated_at = models.DateTimeField("changed", auto_now=True)

    objects = BodyAreaQuerySet.as_manager()
    history = RecordedHistory(m2m_fields=[care_cards])

    class Meta(Ordered.Meta):
        verbose_name = "body area"
        verbose_name_plural = "body areas and quick relief"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:relief_area", args=[self.slug])


class QuickRelief(models.Model):
    """One row of the quick-relief table, the one truth about its area.

    The table, the area's page, the timer, print and the booking form read it.
    """

    area = models.OneToOneField(
        BodyArea, on_delete=models.CASCADE, related_name="quick_relief"
    )
    tool = models.CharField(max_length=60)
    action = models.TextField(max_length=400)
    stop_sign = models.TextField(
        max_length=400, help_text="What to avoid, and when to stop. Shown first."
    )
    hold_from_seconds = models.PositiveSmallIntegerField("hold at least, seconds")
    hold_to_seconds = models.PositiveSmallIntegerField("hold at most, seconds")
    drawing = models.CharField(max_length=40, blank=True, choices=illustrations.choices)

    history = RecordedHistory()

    class Meta:
        verbose_name_plural = "quick relief"
        ordering = ["area__order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    hold_from_seconds__gt=0,
                    hold_from_seconds__lte=F("hold_to_seconds"),
                ),
                name="relief_hold_range_in_order",
                violation_error_message="The shortest hold can’t exceed the longest.",
            ),
            models.CheckConstraint(
                condition=~Q(stop_sign=""),
                name="relief_has_stop_sign",
                violation_error_message="Every row needs its stop sign.",
            ),
        ]

    def __str__(self):
        return f"{self.area}: {self.tool}"

    @property
    def spoken_hold(self) -> str:
        if self.hold_from_seconds == self.hold_to_seconds:
            return spoken_range(self.hold_from_seconds, self.hold_to_seconds)
        start = spoken_range(self.hold_from_seconds, self.hold_from_seconds)
        most = spoken_range(self.hold_to_seconds, self.hold_to_seconds)
        return f"{start} to start, up to {most} if it feels good"
