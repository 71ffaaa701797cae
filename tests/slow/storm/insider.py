"""A process inside the site that does what it is told, one JSON line at a time.

    {"do": "act", "act": "accept", "request": 1, "at": 1803000000.0, "start": "2027-03-06T16:00Z"}

It answers each with a line: what came of it.
"""

import json
import os
import sys
import time
import uuid
from datetime import datetime, timedelta
from datetime import time as time_of_day

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from booking.models import BookingRequest, OpeningHours, OutboxMail, Service, Spa  # noqa: E402
from booking.workflow import acts  # noqa: E402
from booking.workflow.submit import submit  # noqa: E402

PHONE = "(713) 555-0123"


def open_spa(capacity: int = 1) -> None:
    """Always open from 8 to 22, for this many clients at once."""
    for weekday in range(7):
        OpeningHours.objects.create(
            weekday=weekday, opens=time_of_day(8), closes=time_of_day(22)
        )
    Service.objects.create(name="Deep tissue", minutes=60, order=1)
    Spa.objects.create(
        pk=1, phone=PHONE, desk_email="desk@spa.example", capacity=capacity
    )


def ask(form_key: str = "", at: float = 0) -> int:
    """Store a request at the instant `at`; return its id."""
    end = timezone.now() + timedelta(days=30)
    request = BookingRequest(
        form_key=uuid.UUID(form_key) if form_key else uuid.uuid4(),
        service_name="Deep tissue",
        minutes=60,
        name="Ana Bell",
        email="ana@visitor.example",
        fit_for_massage=True,
        consented=True,
        wishes_end_at=end,
        delete_on=timezone.localdate() + timedelta(days=180),
    )
    wait_until(at)
    return submit(request, [(end.date(), "morning")])[0].pk


def act(act: str, request: int, at: float, start: str) -> str:
    """Do an act of the workflow at the instant `at`; say “done” or why it was refused."""
    asked = BookingRequest.objects.get(pk=request)
    arguments = [datetime.fromisoformat(start)] if start else []
    who = {} if act in ("agree", "turn_down") else {"who": f"racer {os.getpid()}"}
    wait_until(at)
    try:
        getattr(acts, act)(asked, *arguments, **who)
    except acts.Refused as refused:
        return type(refused).__name__
    return "done"


def wait_until(at: float) -> None:
    while time.time() < at:
        pass


def lives(requests: list[int]) -> list:
    """The state and the acts of each request."""
    found = BookingRequest.objects.in_bulk(requests)
    return [
        [found[pk].state, list(found[pk].history.values_list("action", flat=True))]
        for pk in requests
    ]


def stored() -> list[dict]:
    """Everything of each request, for the comparison with what was sent."""
    return [
        {
            "email": request.email,
            "form_key": request.form_key.hex,
            "suspicion": request.suspicion,
            "wishes": request.wishes.count(),
            "history": request.history.count(),
            "page": request.links.get(purpose="visitor").get_absolute_url(),
            "desk": request.links.get(purpose="desk").get_absolute_url(),
            "state": request.state,
            "links": request.links.count(),
            "mails": [
                [mail.recipient, mail.message_id]
                for entry in request.history.all()
                for mail in entry.mails.order_by("recipient")
            ],
        }
        for request in BookingRequest.objects.all()
    ]


def unsent() -> int:
    return OutboxMail.objects.filter(sent_at=None).count()


def undelivered() -> int:
    return OutboxMail.objects.undelivered().count()


def queue_again() -> None:
    """Make all mails due, as if none had been sent."""
    OutboxMail.objects.update(sent_at=None, next_try_at=timezone.now())


DEEDS = {
    deed.__name__: deed
    for deed in (
        open_spa,
        ask,
        act,
        lives,
        stored,
        unsent,
        undelivered,
        queue_again,
    )
}


def main():
    for line in sys.stdin:
        told = json.loads(line)
        try:
            answer = DEEDS[told.pop("do")](**told)
        except Exception as error:
            connection.close()
            answer = f"{type(error).__name__}: {error}"
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
