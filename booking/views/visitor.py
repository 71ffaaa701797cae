"""The visitor's private page: how the request stands, and what can be done about it."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles.utils.text import lines

from ..forms.visitor import AnswerForm
from ..mail.calendar_entry import session_file
from ..models import BookingRequest, PrivateLink, Spa
from ..models.booking_request import State
from ..models.history import VISITOR
from ..workflow.acts import PERFORM, Refused
from ..workflow.transitions import FOR_VISITOR, TRANSITIONS, Transition
from .private_links import SeeOther, private_page

HEADINGS = {
    State.NEW: "Not booked yet",
    State.PROPOSED: "Not booked yet: we propose a time",
    State.ACCEPTED: "Your session is booked",
    State.DECLINED: "We can’t offer you a session",
    State.WITHDRAWN: "You took your request back",
    State.EXPIRED: "Not answered in time",
    State.CANCELLED: "Your session is cancelled",
    State.COMPLETED: "Thank you for coming",
    State.NO_SHOW: "We missed you",
}


@require_http_methods(["GET", "HEAD", "POST"])
@private_page(PrivateLink.Purpose.VISITOR)
def visitor(request, link):
    if request.method != "POST":
        return page(request, link)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        if {"act", "seen"} & set(form.errors):
            raise BadRequest("No such act.")
        return page(request, link, status=422, form=form)
    try:
        perform(link.request, **form.cleaned_data)
    except Refused as refusal:
        link.request.refresh_from_db()
        return page(request, link, status=409, form=form, refusal=refusal)
    return SeeOther(link.get_absolute_url())


def perform(booking: BookingRequest, act: str, seen: int, why: str) -> None:
    """Do what the visitor pressed, with their words where the act asks for some."""
    asks_why = TRANSITIONS[act].visitor.question
    PERFORM[act](booking, who=VISITOR, why=why if asks_why else "", seen=seen)


def page(
    request,
    link: PrivateLink,
    status: int = 200,
    form: AnswerForm | None = None,
    refusal: Refused | None = None,
):
    booking, now = link.request, timezone.now()
    offered = [act for act in FOR_VISITOR if not act.why_not(booking, now)]
    context = {
        "booking": booking,
        "form": form,
        "refusal": refusal,
        "acts": offered,
        "words": words_without_a_place(form, offered) if form else "",
        "heading": HEADINGS[booking.state],
        "state_template": f"booking/states/{booking.state}.html",
        "word": word_of_the_desk(booking),
        "is_in_time": bool(booking.answer_by and booking.answer_by > now),
        "is_again": "again" in request.GET,
        "calendar": booking.links.get(purpose=PrivateLink.Purpose.CALENDAR),
    }
    return render(request, "booking/visitor.html", context, status=status)


def words_without_a_place(form: AnswerForm, offered: list[Transition]) -> str:
    """What was written with an act that the page offers no more."""
    is_offered = form["act"].value() in [act.action for act in offered]
    return "" if is_offered else lines(form["why"].value() or "")


def word_of_the_desk(booking: BookingRequest) -> str:
    """What the desk wrote with what it did last, if anything."""
    last = booking.history.filter(sequence=booking.sequence)
    entry = last.exclude(who=VISITOR).exclude(why="").last()
    return entry.why if entry else ""


@require_safe
@private_page(PrivateLink.Purpose.CALENDAR)
def calendar(request, link):
    """The agreed session as a file; gone while none is agreed."""
    if link.request.state != State.ACCEPTED:
        return render(request, "booking/over.html", status=410)
    return HttpResponse(
        session_file(link.request, Spa.objects.current()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="session.ics"'},
    )
