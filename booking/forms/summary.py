"""What a visitor or the desk typed, in words, where no row can be asked."""

from collections.abc import Mapping

from articles.utils.text import lines

from ..models import BookingRequest
from ..models.details import TYPED, label_of
from ..utils.formatting import spoken_day
from .wished_time import ORDINALS, parsed

LABELS = {name: label_of(BookingRequest._meta.get_field(name)) for name in TYPED}
TEXTS = LABELS | {"why": "Your words"}


def typed(data: Mapping) -> list[tuple[str, str]]:
    """What was typed, each under its name, in the order of the form."""
    wishes = [("When", wish) for number in ORDINALS if (wish := wished(data, number))]
    texts = [(name, lines(data.get(field, ""))) for field, name in TEXTS.items()]
    return wishes + [(name, text) for name, text in texts if text.strip()]


def wished(data: Mapping, number: int) -> str:
    """Saturday, March 6, morning"""
    chosen = [data.get(f"{field}_{number}") for field in ("day", "other_day")]
    day = next(filter(None, map(parsed, chosen)), None)
    part = data.get(f"part_{number}", "")
    return ", ".join(filter(None, [spoken_day(day) if day else "", part]))
