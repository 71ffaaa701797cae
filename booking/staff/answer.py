"""Answering a request: what was filled in, tried, and what the page then shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest

from articles.utils.forms import error_links

from ..models import BookingRequest
from ..workflow.acts import PERFORM, Clashing, Refused
from ..workflow.transitions import Transition
from .forms import FORMS, ActForm


@dataclass(frozen=True)
class Attempt:
    """What came of an act: its form, and why it was refused, if it was."""

    act: Transition
    form: ActForm
    refusal: Refused | None = None

    @property
    def is_done(self) -> bool:
        return self.form.is_valid() and not self.refusal

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows it."""
        return 409 if self.refusal else 422

    @property
    def is_clash(self) -> bool:
        return isinstance(self.refusal, Clashing)

    @property
    def error_links(self) -> list[dict]:
        return error_links(self.form)


def attempt(
    booking: BookingRequest, data: Mapping, offered: Iterable[Transition], *, who: str
) -> Attempt:
    """Do to `booking` what `data` says; it then has its present state.

    Raises BadRequest where `data` names none of `offered`, or not what was seen.
    """
    act = next((act for act in offered if act.action == data.get("act")), None)
    if act is None:
        raise BadRequest("No such act.")
    form = bound(act, data)
    if "seen" in form.errors:
        raise BadRequest("Not said what was seen.")
    if not form.is_valid():
        return Attempt(act, form)
    try:
        PERFORM[act.action](booking, who=who, **form.values)
    except Refused as refusal:
        booking.refresh_from_db()
        return Attempt(act, form, refusal)
    return Attempt(act, form)


def bound(act: Transition, data: Mapping | None) -> ActForm:
    """The form of `act`, whose fields have ids of their own on the page."""
    form = FORMS[act.staff.form]
    return form(data, auto_id=f"{act.action}-%s", use_required_attribute=False)


def possible(
    booking: BookingRequest,
    offered: Iterable[Transition],
    now: datetime,
    tried: Attempt | None = None,
) -> list[tuple[Transition, ActForm]]:
    """The acts that `booking` allows at `now`, each with its form as it was filled in."""
    return [
        (act, tried.form if tried and tried.act is act else bound(act, None))
        for act in offered
        if not act.why_not(booking, now)
    ]
