"""Rows for a small site, and more of them for a large one.

What is on now is the same on both; what grows is the guide, and the past of the desk.
Django must be set up.
"""

import itertools
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article
from booking.models import BookingRequest, HistoryEntry, OutboxMail, PrivateLink, Wish
from booking.models.booking_request import State
from booking.models.history import Action

A_DAY = timedelta(days=1)
# What waits, by state and how many; suspicion, and days from now to the session.
PRESENT = [
    (State.NEW, 20, "", 3),
    (State.NEW, 5, "It was sent within three seconds.", 3),
    (State.PROPOSED, 5, "", 2),
    (State.ACCEPTED, 4, "", 0),
    (State.ACCEPTED, 6, "", 1),
]
PAST = [State.COMPLETED] * 12 + [State.DECLINED, State.WITHDRAWN, State.EXPIRED] * 2
PAST += [State.CANCELLED, State.NO_SHOW]
PAST *= 3
STRIDE = (
    1000  # between the keys of a row and of its next copy; more than a small site has
)
APART = 315  # minutes between a row and its next copy: 100,000 requests in a year

NUMBERS = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {})
"""


def add_chapters(count: int) -> None:
    """Fill the guide up to so many published chapters, with its own texts."""
    own = list(Article.objects.published())
    first, now = Article.objects.next_order(), timezone.now()
    Article.objects.bulk_create(
        Article(
            title=f"{text.title} {order}",
            slug=f"chapter-{order}",
            summary=text.summary,
            body=text.body,
            status=Article.Status.PUBLISHED,
            published_at=now - A_DAY,
            order=order,
        )
        for order, text in zip(
            range(first, first + count - len(own)), itertools.cycle(own)
        )
    )


def add_requests() -> None:
    """A hundred requests: what is on, and sixty of the past."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    present = [
        request(number, state, now + ahead * A_DAY, suspicion)
        for state, count, suspicion, ahead in PRESENT
        for number in range(count)
    ]
    past = [
        request(number, state, now - (number + 1) * A_DAY)
        for number, state in enumerate(PAST)
    ]
    requests = BookingRequest.objects.bulk_create([*present, *past])
    add_what_belongs_to(requests)


def request(number, state, start, suspicion="") -> BookingRequest:
    is_open = state in (State.NEW, State.PROPOSED)
    return BookingRequest(
        state=state,
        service_name="Massage",
        minutes=60,
        name=f"Visitor {number}",
        email=f"visitor-{number}@bench.example",
        phone="+17135550123",
        note="A knot between the shoulder blades, since the move.",
        fit_for_massage=True,
        consented=True,
        start=None if state == State.NEW else start,
        answer_by=start + A_DAY if is_open else None,
        wishes_end_at=start + A_DAY,
        suspicion=suspicion,
        created_at=min(start, timezone.now()) - 2 * A_DAY,
        delete_on=timezone.localdate() + 180 * A_DAY,
    )


def add_what_belongs_to(requests: list[BookingRequest]) -> None:
    """To each request its wishes, links and history, and the mails that told of it."""
    Wish.objects.bulk_create(
        Wish(request=each, rank=rank, day=each.wishes_end_at.date(), part=part)
        for each in requests
        for rank, part in enumerate(["morning", "afternoon"], 1)
    )
    PrivateLink.objects.bulk_create(
        PrivateLink(request=each, purpose=purpose, expires_at=each.wishes_end_at)
        for each in requests
        for purpose in PrivateLink.Purpose
    )
    entries = HistoryEntry.objects.bulk_create(
        HistoryEntry(
            request=each,
            at=each.created_at,
            action=Action.SUBMIT,
            who="the visitor",
            state=State.NEW,
            sequence=0,
        )
        for each in requests
    )
    OutboxMail.objects.bulk_create(
        OutboxMail(
            entry=entry,
            recipient=recipient,
            message_id=f"<{entry.pk}-{recipient}@bench.example>",
            created_at=entry.at,
            sent_at=entry.at,
            next_try_at=None,
            attempts=1,
        )
        for entry in entries
        for recipient in OutboxMail.Recipient
    )


@transaction.atomic
def multiply_the_past(count: int) -> int:
    """Repeat the past until there are `count` requests; return how many there are.

    Within the database, row by row of what belongs together: a million are made in
    seconds.
    """
    present = sum(many for _, many, *_ in PRESENT)
    times = (count - present) // len(PAST) - 1
    moved = moved_back("created_at", "start", "wishes_end_at")
    own = {"form_key": "printf('%032x', {})", "reference": "printf('%08d', {})"}
    copy(BookingRequest, times, f"id > {present}", moved | own)
    of_past = f"request_id > {present}"
    copy(
        Wish, times, of_past, {"day": f"date(day, '-' || (n * {APART}) || ' minutes')"}
    )
    copy(PrivateLink, times, of_past, {"key": "printf('%032x', {})"})
    copy(HistoryEntry, times, of_past, moved_back("at"))
    of_past = f"entry_id > {present}"
    sent = moved_back("created_at", "sent_at")
    copy(OutboxMail, times, of_past, sent | {"message_id": "printf('<%d@bench>', {})"})
    return BookingRequest.objects.count()


def moved_back(*columns: str) -> dict[str, str]:
    """Instants, each copy earlier than the last."""
    moved = "strftime('%Y-%m-%d %H:%M:%f000', {}, '-' || (n * {}) || ' minutes')"
    return {column: moved.format(column, APART) for column in columns}


def copy(model, times: int, which: str, changed: dict[str, str]) -> None:
    """Copy the rows `which` so many times, keys and what `changed` names made new."""
    key = f"id + n * {STRIDE}"
    keys = {"id": key, "request_id": f"request_id + n * {STRIDE}"}
    keys["entry_id"] = f"entry_id + n * {STRIDE}"
    columns = [field.column for field in model._meta.concrete_fields]
    made = [(keys | changed).get(column, f'"{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(each.replace("{}", key) for each in made)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) {NUMBERS.format(times)}"
            f"SELECT {values} FROM {table}, numbers WHERE {which}"
        )
