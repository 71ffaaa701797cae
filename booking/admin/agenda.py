"""The day and the week at a glance, and the day sheet on paper."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from ..availability.agenda import days
from ..availability.schedule import current_schedule

FIRST_YEAR, LAST_YEAR = 2000, 2199


class AgendaMixin:
    def today_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:booking_bookingrequest_day", timezone.localdate())

    def day_view(self, request, day):
        first = day_in(day)
        return self.agenda_page(request, "day", first, count=1, step=1)

    def week_view(self, request, day):
        chosen = day_in(day)
        monday = chosen - timedelta(days=chosen.weekday())
        return self.agenda_page(request, "week", monday, count=7, step=7)

    def agenda_page(self, request, kind, first: date, count: int, step: int):
        if not self.has_view_permission(request):
            raise PermissionDenied
        schedule = current_schedule()
        context = self.page_context(request, "Agenda") | {
            "kind": kind,
            "days": days(schedule, first, count),
            "capacity": schedule.capacity,
            "first": first,
            "today": timezone.localdate(),
            "before": first - timedelta(days=step),
            "after": first + timedelta(days=step),
        }
        template = f"admin/booking/bookingrequest/{kind}.html"
        return TemplateResponse(request, template, context)


def day_in(text: str) -> date:
    """The day that an address names. Raises Http404 for what is none of these times."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Http404
    return day
