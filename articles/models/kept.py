"""Rows of which every version is kept, for ever, with who made it and when."""

from django.db import models
from simple_history.models import HistoricalRecords


def signature() -> str:
    """The name of who is at work now; empty for a command."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return name_of(user) if user and user.is_authenticated else ""


def name_of(user) -> str:
    return user.get_full_name() or user.get_username()


class Signed(models.Model):
    """A version with the name of who made it, which outlives the account."""

    signed = models.CharField(max_length=310, default=signature, editable=False)

    class Meta:
        abstract = True


class Kept(HistoricalRecords):
    def __init__(self, **options):
        super().__init__(bases=[Signed], **options)
