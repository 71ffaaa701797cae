"""When the spa works: pure functions over its schedule, without a clock or a database.

Days and times of day are those of the spa's zone; instants are aware datetimes in UTC. A
session starts only at a time that the clocks of that day show exactly once: the hour that
daylight-saving time skips does not exist, and in the hour that it repeats a time of day
names two instants (RFC 5545, section 3.3.5, picks one of them; we pick none).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

STEP = timedelta(minutes=15)  # between one start and the next


class NotOneTime(ValueError):
    """A time of day that the clocks of that day skip or show twice."""


class PartOfDay(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


NOON, EVENING = time(12), time(17)


@dataclass(frozen=True, order=True)
class Span:
    """Opening hours on one day, in the spa's zone."""

    opens: time
    closes: time


@dataclass(frozen=True)
class Closure:
    """Days off, the first and the last included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Schedule:
    """All that decides when a session can start.

    `weekly` has the spans of each weekday (Monday is 0). `special` has those of single
    days and wins over `weekly` and over `closures`. After a session its place stays taken
    for `turnover_minutes`; `capacity` is how many clients are served at once. A start is
    at least `notice_minutes` away and at most `horizon_days` ahead.
    """

    zone: ZoneInfo
    weekly: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    special: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    turnover_minutes: int = 0
    capacity: int = 1
    notice_minutes: int = 0
    horizon_days: int = 60


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The one instant, in UTC, at which clocks in `zone` show `at` on `day`.

    Raises NotOneTime where they skip that time or show it twice.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    earlier, later = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if earlier != later:
        raise NotOneTime(f"Clocks don’t show {at:%H:%M} exactly once on {day}.")
    return earlier


def part_of_day(schedule: Schedule, start: datetime) -> PartOfDay:
    at = start.astimezone(schedule.zone).time()
    if at < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if at < EVENING else PartOfDay.EVENING


def spans(schedule: Schedule, day: date) -> list[Span]:
    """The hours of `day`, the earliest first; none when the spa is closed."""
    if day in schedule.special:
        return sorted(schedule.special[day])
    if any(closure.covers(day) for closure in schedule.closures):
        return []
    return sorted(schedule.weekly.get(day.weekday(), ()))


def starts(schedule: Schedule, day: date, duration_minutes: int) -> Iterator[datetime]:
    """The instants of `day` at which a session fits into the hours, in UTC."""
    for span in spans(schedule, day):
        wall = datetime.combine(day, span.opens)
        while wall.date() == day and wall.time() < span.closes:
            if is_within(schedule, span, day, wall.time(), duration_minutes):
                yield instant(day, wall.time(), schedule.zone)
            wall += STEP


def is_within(
    schedule: Schedule, span: Span, day: date, at: time, duration_minutes: int
) -> bool:
    """Whether a session that begins at `at` lies wholly within `span`."""
    try:
        begin = instant(day, at, schedule.zone)
    except NotOneTime:
        return False
    end = (begin + timedelta(minutes=duration_minutes)).astimezone(schedule.zone)
    return (
        span.opens <= at
        and end.date() == day
        and end.replace(tzinfo=None, fold=0) <= datetime.combine(day, span.closes)
    )


def is_open(schedule: Schedule, start: datetime, duration_minutes: int) -> bool:
    """Whether a session from the instant `start` lies within the hours."""
    local = start.astimezone(schedule.zone)
    return any(
        is_within(schedule, span, local.date(), local.time(), duration_minutes)
        for span in spans(schedule, local.date())
    )


def is_in_time(schedule: Schedule, start: datetime, now: datetime) -> bool:
    """Whether `start` respects the notice and the horizon, asked at `now`."""
    last_day = local_day(schedule, now) + timedelta(days=schedule.horizon_days)
    return (
        start >= now + timedelta(minutes=schedule.notice_minutes)
        and local_day(schedule, start) <= last_day
    )


def local_day(schedule: Schedule, at: datetime) -> date:
    return at.astimezone(schedule.zone).date()


def open_parts(
    schedule: Schedule, day: date, duration_minutes: int, now: datetime
) -> list[PartOfDay]:
    """The parts of `day` in which a session could still start, in the day's order."""
    possible = {
        part_of_day(schedule, start)
        for start in starts(schedule, day, duration_minutes)
        if is_in_time(schedule, start, now)
    }
    return [part for part in PartOfDay if part in possible]


def open_days(
    schedule: Schedule, duration_minutes: int, now: datetime
) -> Iterator[date]:
    """The days on which a session could start, from today to the horizon."""
    today = local_day(schedule, now)
    for ahead in range(schedule.horizon_days + 1):
        day = today + timedelta(days=ahead)
        possible = starts(schedule, day, duration_minutes)
        if any(is_in_time(schedule, start, now) for start in possible):
            yield day


def last_start(
    schedule: Schedule, day: date, part: PartOfDay, duration_minutes: int
) -> datetime:
    """The latest instant at which a session could start in that part of `day`, in UTC.

    Where the spa is closed then, the end of that part: noon, 17:00 or midnight.
    """
    possible = [
        start
        for start in starts(schedule, day, duration_minutes)
        if part_of_day(schedule, start) == part
    ]
    ends = {PartOfDay.MORNING: NOON, PartOfDay.AFTERNOON: EVENING}
    if possible:
        return possible[-1]
    if part in ends:
        return instant(day, ends[part], schedule.zone)
    return instant(day + timedelta(days=1), time(0), schedule.zone)
