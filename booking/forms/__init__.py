"""What visitors fill in: parsed, and explained where it can't be taken."""

from .booking import BookingForm
from .visitor import AnswerForm

__all__ = ["AnswerForm", "BookingForm"]
