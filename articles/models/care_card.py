from django.core.exceptions import ValidationError
from django.db import models

from ..utils.text import lines_of
from .base import Ordered

MOST_BULLETS = 5


def validate_bullets(text: str) -> None:
    """Raise ValidationError unless `text` holds one to five lines."""
    count = len(lines_of(text))
    if not 1 <= count <= MOST_BULLETS:
        raise ValidationError(
            f"A care card has one to {MOST_BULLETS} bullets, one a line. This has {count}."
        )


class CareCard(Ordered):
    """A red-flag card, written once and shown wherever it belongs.

    The levels follow the care cards of the NHS; the most urgent card is first.
    """

    class Level(models.TextChoices):
        EMERGENCY = "emergency", "Emergency"
        URGENT = "urgent", "Urgent"
        SEE_SOMEONE = "see_someone", "See someone"
        ASK_FIRST = "ask_first", "Ask first"

    level = models.CharField(max_length=11, choices=Level.choices)
    heading = models.CharField(
        max_length=80,
        help_text="The one thing to do, ending in “if”. Each bullet finishes it.",
    )
    slug = models.SlugField(
        unique=True, help_text="The name by which a text shows the card: {care-card …}"
    )
    bullets = models.TextField(
        validators=[validate_bullets],
        help_text="One a line, at most five, each specific.",
    )

    class Meta(Ordered.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(bullets=""),
                name="care_card_has_bullets",
                violation_error_message="A care card needs a bullet.",
            )
        ]

    def __str__(self):
        return self.heading

    @property
    def bullet_list(self) -> list[str]:
        return lines_of(self.bullets)
