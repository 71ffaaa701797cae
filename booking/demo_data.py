"""What a fresh local site shows in place of the spa's own services and hours."""

from datetime import time

from .models import OpeningHours, Service

SERVICES = [("Massage", 60), ("Long massage", 90), ("Facial", 60)]
MONDAY_TO_SATURDAY = range(6)
OPENS, CLOSES = time(9), time(18)


def create_examples() -> None:
    """Make services and hours, each marked as an example, where there are neither."""
    if Service.objects.exists() or OpeningHours.objects.exists():
        return
    Service.objects.bulk_create(
        Service(name=name, minutes=minutes, order=order, is_example=True)
        for order, (name, minutes) in enumerate(SERVICES, 1)
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=weekday, opens=OPENS, closes=CLOSES, is_example=True)
        for weekday in MONDAY_TO_SATURDAY
    )
