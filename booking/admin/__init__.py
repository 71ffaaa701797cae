"""The front desk in Django admin: requests, the day, hours, mails, the spa's profile."""

from .hours import ClosureAdmin, OpeningHoursAdmin, ServiceAdmin, SpecialHoursAdmin
from .outbox import OutboxMailAdmin
from .request import BookingRequestAdmin
from .spa import SpaAdmin
from .tally import TallyAdmin

__all__ = [
    "BookingRequestAdmin",
    "ClosureAdmin",
    "OpeningHoursAdmin",
    "OutboxMailAdmin",
    "ServiceAdmin",
    "SpaAdmin",
    "SpecialHoursAdmin",
    "TallyAdmin",
]
