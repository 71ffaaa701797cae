"""How full the spa is, on a day with more sessions than any spa has."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from booking import agenda
from booking.agenda import Places
from booking.capacity import Session, free_again
from booking.hours import Schedule

MIDNIGHT = datetime(2027, 3, 6, tzinfo=UTC)

sessions = st.lists(
    st.builds(
        lambda start, minutes: Session(MIDNIGHT + timedelta(minutes=start), minutes),
        st.integers(0, 300),
        st.integers(1, 90),
    )
)


def schedule(turnover_minutes: int = 15) -> Schedule:
    return Schedule(
        zone=ZoneInfo("America/Chicago"),
        turnover_minutes=turnover_minutes,
    )


@given(sessions, st.integers(0, 400), st.integers(0, 30))
def test_the_places_taken_are_those_of_sessions_that_are_on(taken, minute, turnover):
    rules, at = schedule(turnover), MIDNIGHT + timedelta(minutes=minute)

    places = Places(rules, taken).taken_at(at)

    assert places == sum(each.start <= at < free_again(rules, each) for each in taken)


def test_each_session_is_looked_at_once(monkeypatch):
    looks = []
    monkeypatch.setattr(
        agenda, "free_again", lambda *of: looks.append(of) or free_again(*of)
    )
    taken = [Session(MIDNIGHT + timedelta(minutes=each), 60) for each in range(300)]

    places = Places(schedule(), taken)

    assert max(places.taken_at(each.start) for each in taken) == 75
    assert len(looks) == len(taken)
