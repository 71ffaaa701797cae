"""Break reminders: the page with its form, and the calendar file that it makes."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import structured_data
from ..break_reminders.calendar_file import break_calendar
from ..break_reminders.form import BreakForm
from ..break_reminders.ideas import all_ideas
from ..markdown.renderer import document
from ..models import Dose

EVIDENCE = (
    "Studies of short breaks found small gains: a bit more energy and less "
    "fatigue.[^albulescu-2022] An effect on pain has not been "
    "shown.[^cochrane-breaks-2019] So take a break because it is a comfort."
)
HEADERS = {
    "Content-Disposition": 'attachment; filename="knotcare-breaks.ics"',
    "Cache-Control": "public, max-age=300",  # seconds
    "X-Robots-Tag": "noindex",
}


@require_safe
def breaks(request):
    return page(request, BreakForm(None, *doses(), all_ideas()))


@require_safe
def breaks_file(request):
    every, length = doses()
    form = BreakForm(request.GET, every, length, all_ideas())
    if not form.is_valid():
        return page(request, form, status=422)
    lasts = timedelta(seconds=length.to_seconds or length.from_seconds)
    return HttpResponse(
        break_calendar(form.plan, form.chosen_idea, lasts, timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers=HEADERS,
    )


def doses() -> tuple[Dose, Dose]:
    """How often a break is, and how long; without these rows there is no page."""
    slugs = ["break-every", "break-length"]
    found = Dose.objects.in_bulk(slugs, field_name="slug")
    if len(found) < len(slugs):
        raise Http404("The guide has no figures for breaks.")
    return found["break-every"], found["break-length"]


def page(request, form: BreakForm, status: int = 200):
    context = {
        "form": form,
        "evidence": document(EVIDENCE),
        "structured_data": structured_data.plain_page(
            "Break reminders", "articles:breaks"
        ),
    }
    return render(request, "articles/break_reminders.html", context, status=status)
