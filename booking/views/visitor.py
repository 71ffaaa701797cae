"""The visitor's private page: how the request stands, and what can be done about it."""

from datetime import datetime

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles.utils.text import lines

from ..forms import AnswerForm
from ..mail.calendar_entry import session_file
from ..models import BookingRequest, PrivateLink, Spa
from ..models.booking_request import State
from ..workflow import acts
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

ACTS = {
    "agree": lambda request, seen, why: acts.agree(request, seen=seen),
    "turn_down": lambda request, seen, why: acts.turn_down(request, why=why, seen=seen),
    "withdraw": lambda request, seen, why: acts.withdraw(request, why=why, seen=seen),
    "cancel": lambda request, seen, why: acts.cancel(
        request, who=acts.VISITOR, why=why, seen=seen
    ),
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
        ACTS[form.cleaned_data.pop("act")](link.request, **form.cleaned_data)
    except acts.Refused as refusal:
        link.request.refresh_from_db()
        return page(request, link, status=409, form=form, refusal=refusal)
    return SeeOther(link.get_absolute_url())


def page(
    request,
    link: PrivateLink,
    status: int = 200,
    form: AnswerForm | None = None,
    refusal: acts.Refused | None = None,
):
    asked, now = link.request, timezone.now()
    can = offered(asked, now)
    return render(
        request,
        "booking/visitor.html",
        {
            "asked": asked,
            "form": form,
            "refusal": refusal,
            "can": can,
            "words": words_without_a_place(form, can) if form else "",
            "heading": HEADINGS[asked.state],
            "state_template": f"booking/states/{asked.state}.html",
            "word": word_of_the_desk(asked),
            "is_in_time": bool(asked.answer_by and asked.answer_by > now),
            "is_again": "again" in request.GET,
            "calendar": asked.links.get(purpose=PrivateLink.Purpose.CALENDAR),
        },
        status=status,
    )


def offered(asked: BookingRequest, now: datetime) -> dict[str, bool]:
    """Which of the acts the page offers at the instant `now`."""
    has_a_proposal = asked.state == State.PROPOSED and asked.answer_by > now
    return {
        "agree": has_a_proposal,
        "turn_down": has_a_proposal,
        "withdraw": asked.is_open,
        "cancel": asked.state == State.ACCEPTED and asked.start > now,
    }


def words_without_a_place(form: AnswerForm, can: dict[str, bool]) -> str:
    """What was written with an act that the page offers no more."""
    return "" if can[form["act"].value()] else lines(form["why"].value() or "")


def word_of_the_desk(asked: BookingRequest) -> str:
    """What the desk wrote with what it did last, if anything."""
    last = asked.history.filter(sequence=asked.sequence)
    entry = last.exclude(who=acts.VISITOR).exclude(why="").last()
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
