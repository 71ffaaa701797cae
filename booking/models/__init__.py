"""The spa's rows: its profile and hours, what visitors ask, and the mails that go out."""

from .history import HistoryEntry
from .link import PrivateLink
from .opening import Closure, OpeningHours, SpecialHours
from .outbox import OutboxMail
from .request import BookingRequest
from .service import Service
from .spa import Spa
from .tally import Tally
from .wish import Wish

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
