"""Asking for a calendar of breaks as the form does, and reading it back."""

from urllib.parse import urlencode

from icalendar import Calendar, Event

CHOICES = {
    "day": ["MO", "TU", "WE", "TH", "FR"],
    "opens": "09:00",
    "closes": "17:00",
    "every": "45",
    "idea": "doorway-pec-stretch",
}


def file_address(**overrides) -> str:
    return "/breaks.ics?" + urlencode(CHOICES | overrides, doseq=True)


def break_events(client, **overrides) -> list[Event]:
    """The events of a calendar that a library takes in without complaint."""
    response = client.get(file_address(**overrides))
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar.walk("VEVENT")
