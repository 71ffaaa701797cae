from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.utils.tokens import new_key

from .opening_hours import OpeningHours


class SpaQuerySet(models.QuerySet):
    seen = None

    def current(self) -> "Spa":
        """The one spa; the profile that the site began with until it is saved."""
        SpaQuerySet.seen = self.first() or Spa()
        return SpaQuerySet.seen

    def last_seen(self) -> "Spa | None":
        """The spa as this process read it last: how to reach it, when no row can be read."""
        return SpaQuerySet.seen

    def locked(self) -> "Spa":
        """The one spa, held until the transaction ends: one change of a time at once."""
        return self.select_for_update().get_or_create(pk=1)[0]


class Spa(models.Model):
    """The one business. What is empty is not shown anywhere."""

    name = models.CharField(max_length=100, default="La Moon Massage and Facial")
    offers = models.CharField(max_length=200, default="Massage therapies and facials")
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, default="Houston")
    region = models.CharField("state", max_length=100, default="Texas")
    postal_code = models.CharField("ZIP code", max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField("mail", blank=True)
    desk_email = models.EmailField(
        "mail of the front desk",
        blank=True,
        help_text="Where requests are sent. Left empty, they go to the mail above.",
    )
    capacity = models.PositiveSmallIntegerField(
        default=1, help_text="How many clients at once."
    )
    turnover_minutes = models.PositiveSmallIntegerField(
        default=15, help_text="How long a place stays taken after a session."
    )
    notice_minutes = models.PositiveIntegerField(
        default=120, help_text="The least time between asking and the session."
    )
    horizon_days = models.PositiveSmallIntegerField(
        default=60, help_text="How many days ahead can be asked for."
    )
    keep_days = models.PositiveSmallIntegerField(
        default=180,
        help_text="How many days after it was sent a request is deleted. Visitors are "
        "told the date.",
    )
    feed_key = models.CharField(max_length=32, default=new_key, editable=False)

    objects = SpaQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "spa"
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1),
                name="one_spa",
                violation_error_message="There is one spa.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__gt=0),
                name="spa_has_a_place",
                violation_error_message="The spa serves at least one client at once.",
            ),
            models.CheckConstraint(
                condition=Q(horizon_days__lte=366),
                name="spa_looks_a_year_ahead",
                violation_error_message="At most a year (366 days) ahead.",
            ),
            models.CheckConstraint(
                condition=Q(keep_days__gt=F("horizon_days")),
                name="spa_keeps_requests_past_the_horizon",
                violation_error_message="Keep requests longer than the days ahead that "
                "can be asked for, or they are deleted before the session.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def desk_address(self) -> str:
        """Where mails to the front desk go; the site's own address at the last."""
        return self.desk_email or self.email or settings.DEFAULT_FROM_EMAIL

    @property
    def day_spa(self) -> dict:
        """The spa in the words of schema.org: only what has been filled in."""
        address = {
            "streetAddress": self.street,
            "addressLocality": self.city,
            "addressRegion": self.region,
            "postalCode": self.postal_code,
            "addressCountry": "US",
        }
        profile = {
            "@type": "DaySpa",
            "name": self.name,
            "description": self.offers,
            "address": {"@type": "PostalAddress"} | filled(address),
            "telephone": self.phone,
            "email": self.email,
            "openingHoursSpecification": [
                row.specification
                for row in OpeningHours.objects.filter(is_example=False)
            ],
        }
        return {"@context": "https://schema.org"} | filled(profile)


def filled(values: dict) -> dict:
    return {name: value for name, value in values.items() if value}
