"""Sessions on the days when clocks or calendars turn."""

from datetime import UTC, date, time, timedelta

import pytest

from booking import workflow
from booking.clashes import Clash
from booking.hours import PartOfDay
from booking.models import SpecialHours

from .life import accept, at

SPRING, AUTUMN = date(2027, 3, 14), date(2027, 11, 7)


@pytest.mark.parametrize(
    ("day", "hour", "utc_hour"),
    [
        (date(2027, 3, 13), 10, 16),
        (SPRING, 1, 7),
        (SPRING, 3, 8),
        (SPRING, 10, 15),
        (date(2027, 3, 15), 10, 15),
        (date(2027, 11, 6), 10, 15),
        (AUTUMN, 0, 5),
        (AUTUMN, 2, 8),
        (AUTUMN, 10, 16),
        (date(2027, 11, 8), 10, 16),
        (date(2028, 2, 29), 10, 16),
        (date(2027, 12, 31), 10, 16),
        (date(2028, 1, 1), 10, 16),
    ],
)
def test_a_time_is_right_on_days_when_clocks_or_calendars_turn(
    make_request, clock, day, hour, utc_hour
):
    SpecialHours.objects.create(day=day, opens=time(0), closes=time(23, 45))
    clock.move_to(at(day - timedelta(days=1), 9))
    request = make_request([(day, PartOfDay.MORNING)], delete_on=day + timedelta(99))

    accepted = accept(request, at(day, hour))
    moved = workflow.move(accepted, at(day, 20), who="Eve")

    told = accepted.history.get(action="accept").start
    assert (told.astimezone(UTC).day, told.astimezone(UTC).hour) == (day.day, utc_hour)
    assert moved.history.last().former_start == told
    with pytest.raises(workflow.Clashing):
        accept(make_request(delete_on=request.delete_on), at(day, 20, 45))


@pytest.mark.parametrize("fold", [0, 1])
def test_no_session_starts_in_the_hour_that_clocks_show_twice(
    make_request, clock, fold
):
    SpecialHours.objects.create(day=AUTUMN, opens=time(0), closes=time(23, 45))
    clock.move_to(at(AUTUMN - timedelta(days=1), 9))
    request = make_request(delete_on=AUTUMN + timedelta(99))

    with pytest.raises(workflow.Clashing) as refusal:
        accept(request, at(AUTUMN, 1, 30).replace(fold=fold))

    assert refusal.value.clashes == [Clash.OUTSIDE_HOURS]
