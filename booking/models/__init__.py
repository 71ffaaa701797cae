"""The spa's rows: its profile and hours, what visitors ask, and the mails that go out."""

from .booking_request import BookingRequest
from .history import HistoryEntry
from .opening_hours import Closure, OpeningHours, SpecialHours
from .outbox_mail import OutboxMail
from .private_link import PrivateLink
from .service import Service
from .spa import Spa
from .statistics import Tally
from .wished_time import Wish

__all__ = [
    "BookingRequest",
    "Closure",
    "HistoryEntry",
    "OpeningHours",
    "OutboxMail",
    "PrivateLink",
    "Service",
    "Spa",
    "SpecialHours",
    "Tally",
    "Wish",
]
