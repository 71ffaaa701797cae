"""Answering a request: what was filled in, tried, and what the page then shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest

from articles.utils.forms import error_links

from ..models import BookingRequest
from ..workflow import acts
from .forms import ActForm
from .offered_acts import Act


@dataclass(frozen=True)
class Attempt:
    """What came of an act: its form, and why it was refused, if it was."""

    act: Act
    form: ActForm
    refusal: acts.Refused | None = None

    @property
    def is_done(self) -> bool:
        return self.form.is_valid() and not self.refusal

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows it."""
        return 409 if self.refusal else 422

    @property
    def is_clash(self) -> bool:
        return isinstance(self.refusal, acts.Clashing)

    @property
    def error_links(self) -> list[dict]:
        return error_links(self.form)


def attempt(
    request: BookingRequest, data: Mapping, offered: Iterable[Act], *, who: str
) -> Attempt:
    """Do to `request` what `data` says; it then has its present state.

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
        act.perform(request, who=who, **form.values)
    except acts.Refused as refusal:
        request.refresh_from_db()
        return Attempt(act, form, refusal)
    return Attempt(act, form)


def bound(act: Act, data: Mapping | None) -> ActForm:
    """The form of `act`, whose fields have ids of their own on the page."""
    return act.form(data, auto_id=f"{act.action}-%s", use_required_attribute=False)


def possible(
    request: BookingRequest,
    offered: Iterable[Act],
    now: datetime,
    tried: Attempt | None = None,
) -> list[tuple[Act, ActForm]]:
    """The acts that `request` allows at `now`, each with its form as it was filled in."""
    return [
        (act, tried.form if tried and tried.act is act else bound(act, None))
        for act in offered
        if act.is_possible(request, now)
    ]
