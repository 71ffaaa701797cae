"""The front desk in Django admin: requests, the day, hours, mails, the spa's profile."""

from .booking_request import BookingRequestAdmin
from .outbox_mail import OutboxMailAdmin
from .spa import (
    ClosureAdmin,
    OpeningHoursAdmin,
    ServiceAdmin,
    SpaAdmin,
    SpecialHoursAdmin,
)
from .statistics import TallyAdmin

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
