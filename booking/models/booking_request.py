"""What a visitor asks: a wish, not a slot. Only the workflow changes its state."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from phonenumber_field.modelfields import PhoneNumberField

from articles.models import BodyArea

from ..calendar_rules.capacity import Session
from .details import Detail, details_of

# Crockford's base 32: no I, L, O or U, so that it can be read out on the phone.
REFERENCE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 8


def new_reference() -> str:
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(REFERENCE_LENGTH))


class State(models.TextChoices):
    NEW = "new", "Waiting for an answer"
    PROPOSED = "proposed", "Another time proposed"
    ACCEPTED = "accepted", "Confirmed"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Not answered in time"
    CANCELLED = "cancelled", "Cancelled"
    COMPLETED = "completed", "Completed"
    NO_SHOW = "no_show", "Did not come"


OPEN = [State.NEW, State.PROPOSED]
TIMED = [
    State.PROPOSED,
    State.ACCEPTED,
    State.CANCELLED,
    State.COMPLETED,
    State.NO_SHOW,
]


class BookingRequestQuerySet(models.QuerySet):
    def waiting(self):
        """What the desk has to answer, the most pressing first."""
        return self.filter(state=State.NEW, suspicion="").order_by("answer_by")

    def set_aside(self):
        """What looks like spam and waits for someone to look at it."""
        return self.filter(state=State.NEW).exclude(suspicion="")

    def agreed(self):
        """The sessions at an agreed time: to come, held, or missed by the visitor."""
        agreed = [State.ACCEPTED, State.COMPLETED, State.NO_SHOW]
        return self.filter(state__in=agreed).order_by("start")

    def out_of_time(self, now):
        """What nobody answered by its end."""
        return self.filter(state__in=OPEN, answer_by__lte=now)

    def due_for_a_reminder(self, now):
        to_come = Q(state=State.NEW) | Q(state=State.ACCEPTED, start__gt=now)
        return self.filter(to_come, remind_at__lte=now).order_by("remind_at")

    def holding_a_place(self):
        """Those whose time is taken. A time that is offered is a promise, and held."""
        held = [State.PROPOSED, State.ACCEPTED, State.COMPLETED, State.NO_SHOW]
        return self.filter(state__in=held).order_by("start")


class BookingRequest(models.Model):
    """A visitor's request, and the session that it becomes once a time is agreed."""

    form_key = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="One form, one request, however often it is sent.",
    )
    reference = models.CharField(
        max_length=REFERENCE_LENGTH, default=new_reference, unique=True, editable=False
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.NEW)
    service_name = models.CharField("service", max_length=80)
    minutes = models.PositiveSmallIntegerField()
    area = models.ForeignKey(
        BodyArea,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="focus area",
    )
    name = models.CharField(max_length=80)
    email = models.EmailField("mail", blank=True)
    phone = PhoneNumberField(blank=True)
    note = models.TextField(max_length=1000, blank=True)
    fit_for_massage = models.BooleanField(
        default=False, help_text="None of the cautions applies, or a doctor has agreed."
    )
    consented = models.BooleanField(
        default=False, help_text="Agreed to what is kept, and until when."
    )
    start = models.DateTimeField(
        null=True, help_text="Of the session that is proposed or agreed."
    )
    sequence = models.PositiveIntegerField(
        default=0, help_text="Grows with every change (iCalendar’s SEQUENCE)."
    )
    answer_by = models.DateTimeField(
        null=True, help_text="When it ends unless it is answered."
    )
    wishes_end_at = models.DateTimeField(
        help_text="When the last of the wished times can begin at the latest."
    )
    remind_at = models.DateTimeField(null=True)
    suspicion = models.CharField(
        max_length=80, blank=True, help_text="Why it looks like spam."
    )
    client = models.CharField(
        max_length=64,
        blank=True,
        help_text="A keyed hash of the sender’s address; forgotten after a day.",
    )
    created_at = models.DateTimeField("sent", default=timezone.now)
    delete_on = models.DateField()

    objects = BookingRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "start"]),
            models.Index(fields=["state", "answer_by"]),
            models.Index(fields=["state", "created_at"]),
            models.Index(fields=["created_at"]),
            models.Index(fields=["delete_on"]),
            # Of a million requests, the few that the worker looks for each minute.
            models.Index(
                fields=["remind_at"],
                condition=Q(remind_at__isnull=False),
                name="request_to_remind",
            ),
            models.Index(
                fields=["created_at"], condition=~Q(client=""), name="request_of_client"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="", phone=""),
                name="request_can_be_answered",
                violation_error_message="Give a mail address or a phone number.",
            ),
            models.CheckConstraint(
                condition=Q(fit_for_massage=True, consented=True),
                name="request_is_agreed_to",
                violation_error_message="Both have to be agreed to.",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=False) | ~Q(state__in=TIMED),
                name="request_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=False) | ~Q(state__in=OPEN),
                name="request_has_an_end",
            ),
        ]

    def __str__(self):
        return f"{self.reference}, {self.name}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_set_aside(self) -> bool:
        """Whether it looks like spam and waits for someone to look at it."""
        return self.state == State.NEW and bool(self.suspicion)

    @property
    def details(self) -> list[Detail]:
        return details_of(self)

    @property
    def session(self) -> Session:
        """The place that it takes; only with a `start`."""
        return Session(self.start, self.minutes)

    @property
    def initials(self) -> str:
        return "".join(f"{word[0].upper()}." for word in self.name.split())
