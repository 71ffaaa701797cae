"""When the breaks of a working day fall: pure rules, in the reader's own local time.

Weekdays are numbers, Monday is 0; spans are whole minutes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAY = 24 * 60
WEEKDAYS = {  # as iCalendar writes them and as they are spoken
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
# Past midnight a shift may be this long; what is longer is an AM taken for a PM.
LONGEST_NIGHT_SHIFT = 12 * 60


@dataclass(frozen=True)
class Plan:
    """The days on which work begins, its hours, and the time from break to break."""

    weekdays: frozenset[int]
    opens: time
    closes: time
    every_minutes: int

    def breaks(self) -> Iterator[tuple[time, list[int]]]:
        """Each break's time of day, and the weekdays on which it falls."""
        for at in break_times(self.opens, self.closes, self.every_minutes):
            yield at, weekdays_at(at, self.weekdays, self.opens)


def working_minutes(opens: time, closes: time) -> int:
    """From `opens` to `closes`, past midnight where `closes` is the earlier one."""
    first, last = (each.hour * 60 + each.minute for each in (opens, closes))
    return (last - first) % DAY


def why_not_hours(opens: time, closes: time) -> str:
    """Why nobody works from `opens` to `closes`; empty where somebody may."""
    if opens < closes:
        return ""
    if opens == closes or working_minutes(opens, closes) > LONGEST_NIGHT_SHIFT:
        return "The end must be later than the start. Check AM and PM."
    return ""


def break_times(opens: time, closes: time, every_minutes: int) -> list[time]:
    """A break each `every_minutes` (above 0), none at the start and none at the end.

    In the order of the shift, so that those past midnight come last.
    """
    begin = datetime.combine(date.min, opens)
    minutes = range(every_minutes, working_minutes(opens, closes), every_minutes)
    return [(begin + timedelta(minutes=count)).time() for count in minutes]


def weekdays_at(at: time, weekdays: Iterable[int], opens: time) -> list[int]:
    """The weekdays of a break at `at`: past midnight it is the day after work began."""
    days_later = int(at < opens)
    return sorted((weekday + days_later) % 7 for weekday in weekdays)


def next_day(weekdays: Iterable[int], today: date) -> date:
    """The first of `weekdays` (at least one) from `today` on."""
    return today + timedelta(
        days=min((weekday - today.weekday()) % 7 for weekday in weekdays)
    )


def offered_minutes(from_seconds: int | None, to_seconds: int | None) -> list[int]:
    """The lower end of a span, its middle and its upper end, as whole minutes.

    Either end may be None (open), not both; there is then only the other to offer.

    >>> offered_minutes(1800, 3600), offered_minutes(None, 1800)
    ([30, 45, 60], [30])
    """
    ends = [end for end in (from_seconds, to_seconds) if end is not None]
    offered = (ends[0], sum(ends) / len(ends), ends[-1])
    return sorted({max(1, round(seconds / 60)) for seconds in offered})
