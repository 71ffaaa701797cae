"""The order of the desk's list: what presses first."""

from datetime import timedelta

from django.db.models import Case, DateTimeField, F, IntegerField, QuerySet, When
from django.utils import timezone

from ..models.request import State


def pressing_first(requests: QuerySet) -> QuerySet:
    """Waiting ones by their end, then today's sessions, offers, sessions to come; then
    what was set aside, then the rest, the newest first."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    waits = When(state=State.NEW, suspicion="", then=0)
    # Not start__date: SQLite would ask Python for the day of each request.
    is_today = When(state=State.ACCEPTED, start__gte=today, start__lt=tomorrow, then=1)
    is_offered = When(state=State.PROPOSED, then=2)
    is_agreed = When(state=State.ACCEPTED, then=3)
    is_aside = When(state=State.NEW, then=4)
    ranks = [waits, is_today, is_offered, is_agreed, is_aside]
    timed = When(state__in=[State.PROPOSED, State.ACCEPTED], then=F("start"))
    waiting = When(state=State.NEW, then=F("answer_by"))
    return requests.annotate(
        rank=Case(*ranks, default=5, output_field=IntegerField()),
        presses_at=Case(
            timed, waiting, default=None, output_field=DateTimeField(null=True)
        ),
    ).order_by("rank", F("presses_at").asc(nulls_last=True), "-created_at")
