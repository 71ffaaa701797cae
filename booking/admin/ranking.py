"""The order of the desk's list: what presses first."""

from django.db.models import Case, DateTimeField, F, IntegerField, QuerySet, When
from django.utils import timezone

from ..models.request import State
from .bounded import BoundedPaginator

ALIVE = [State.NEW, State.PROPOSED, State.ACCEPTED]


def pressing_first(requests: QuerySet) -> QuerySet:
    """Waiting ones by their end, then today's sessions, offers, sessions to come; then
    what was set aside, then the rest, the newest first."""
    today = timezone.localdate()
    waits = When(state=State.NEW, suspicion="", then=0)
    is_today = When(state=State.ACCEPTED, start__date=today, then=1)
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


class PressingFirst(BoundedPaginator):
    """Pages of the desk's list of which only what is alive has to be sorted: what is over
    comes after it, in the order of an index, however much there is."""

    def page(self, number):
        number = self.validate_number(number)
        skipped = (number - 1) * self.per_page
        alive = self.object_list.filter(state__in=ALIVE)
        rows = list(alive[skipped : skipped + self.per_page])
        if missing := self.per_page - len(rows):
            over = self.object_list.exclude(state__in=ALIVE)
            passed = max(skipped - alive.count(), 0) if skipped else 0
            rows += over.order_by("-created_at", "-pk")[passed : passed + missing]
        return self._get_page(rows, number, self)
