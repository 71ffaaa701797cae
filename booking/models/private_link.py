from datetime import datetime, time

from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles.utils.tokens import new_key

from .booking_request import BookingRequest


class PrivateLinkQuerySet(models.QuerySet):
    def create_for(self, request: BookingRequest) -> None:
        """One link of each purpose for a new request, none longer than its data."""
        end = timezone.make_aware(datetime.combine(request.delete_on, time()))
        ends = {PrivateLink.Purpose.DESK: request.answer_by}
        self.bulk_create(
            PrivateLink(
                request=request, purpose=purpose, expires_at=ends.get(purpose, end)
            )
            for purpose in PrivateLink.Purpose
        )

    def live(self, purpose: str, key: str) -> "PrivateLink":
        """The link behind `key`. Raises DoesNotExist for another purpose or past its end."""
        return self.select_related("request__area").get(
            purpose=purpose, key=key, expires_at__gt=timezone.now()
        )


class PrivateLink(models.Model):
    """A secret address: one purpose, one request, an end."""

    class Purpose(models.TextChoices):
        VISITOR = "visitor", "The visitor’s page"
        CALENDAR = "calendar", "The session for the visitor’s calendar"
        DESK = "desk", "The front desk’s answer"

    request = models.ForeignKey(
        BookingRequest, on_delete=models.CASCADE, related_name="links"
    )
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    key = models.CharField(max_length=32, default=new_key, unique=True)
    expires_at = models.DateTimeField()

    objects = PrivateLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "purpose"], name="one_link_a_purpose"
            )
        ]

    def __str__(self):
        return self.get_purpose_display()

    def get_absolute_url(self):
        return reverse(f"booking:{self.purpose}", args=[self.key])
