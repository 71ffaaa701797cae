from django.db import models
from django.utils import timezone

from .booking_request import BookingRequest, State

VISITOR = "the visitor"  # as one who acts; others are named by the desk


class Action(models.TextChoices):
    """What can happen to a request, in the words of its history; the workflow's table of
    transitions has a row for each."""

    SUBMIT = "submit", "Sent"
    CLEAR = "clear", "Marked as no spam"
    PROPOSE = "propose", "Another time proposed"
    ACCEPT = "accept", "Confirmed"
    AGREE = "agree", "Agreed to the proposed time"
    TURN_DOWN = "turn_down", "Turned the proposed time down"
    DECLINE = "decline", "Declined"
    WITHDRAW = "withdraw", "Withdrawn"
    EXPIRE = "expire", "Ended without an answer"
    MOVE = "move", "Moved"
    CANCEL = "cancel", "Cancelled"
    COMPLETE = "complete", "Completed"
    MARK_NO_SHOW = "mark_no_show", "Did not come"
    REMIND_DESK = "remind_desk", "Front desk reminded"
    REMIND_VISITOR = "remind_visitor", "Visitor reminded"
    SET_ASIDE = "set_aside", "Front desk told of what was set aside"


class HistoryEntry(models.Model):
    """What happened to a request: who, when and why, and how it then stood.

    Mails tell of an entry, so that a late one still tells what was true of it.
    """

    request = models.ForeignKey(
        BookingRequest, on_delete=models.CASCADE, related_name="history"
    )
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=14, choices=Action.choices)
    who = models.CharField(max_length=150)
    why = models.CharField(max_length=500, blank=True)
    overridden = models.CharField(
        max_length=200,
        blank=True,
        help_text="The clashes that the desk chose to accept.",
    )
    state = models.CharField(max_length=9, choices=State.choices)
    start = models.DateTimeField(null=True)
    former_start = models.DateTimeField(
        null=True, help_text="The agreed time that this entry ended."
    )
    sequence = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "history"

    def __str__(self):
        return f"{self.get_action_display()} by {self.who}"
