"""What visitors fill in: parsed, and explained where it can't be taken."""

from .answer import AnswerForm
from .booking import BookingForm

__all__ = ["AnswerForm", "BookingForm"]
