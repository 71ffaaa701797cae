from django.db import models
from django.db.models import F, Q

from articles.models.ordered import Ordered


class SpaQuerySet(models.QuerySet):
    def current(self) -> "Spa":
        """The one spa; the profile that the site began with until it is saved."""
        return self.first() or Spa()


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
        ]

    def __str__(self):
        return self.name

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
                row.specification for row in OpeningHours.objects.all()
            ],
        }
        return {"@context": "https://schema.org"} | filled(profile)


class Service(Ordered):
    """What can be asked for."""

    name = models.CharField(max_length=80, unique=True)
    minutes = models.PositiveSmallIntegerField()
    price = models.DecimalField(
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="US dollars. Shown only when given.",
    )

    class Meta(Ordered.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="service_takes_time",
                violation_error_message="A session takes at least a minute.",
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.minutes} minutes"


class Hours(models.Model):
    """A span of opening hours on one day, in the spa's time zone."""

    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="%(class)s_in_order",
                violation_error_message="The spa opens before it closes.",
            )
        ]


class OpeningHours(Hours):
    """When the spa works on a weekday; a day may have several spans."""

    class Weekday(models.IntegerChoices):
        MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name_plural = "opening hours"
        constraints = [
            *Hours.Meta.constraints,
            models.UniqueConstraint(
                fields=["weekday", "opens"],
                name="opening_hours_once",
                violation_error_message="This weekday opens at that time already.",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M} to {self.closes:%H:%M}"

    @property
    def specification(self) -> dict:
        """The span in the words of schema.org."""
        return {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{self.get_weekday_display()}",
            "opens": f"{self.opens:%H:%M}",
            "closes": f"{self.closes:%H:%M}",
        }


class SpecialHours(Hours):
    """Hours of one day that stand instead of the week's and of any closure."""

    day = models.DateField()

    class Meta:
        ordering = ["day", "opens"]
        verbose_name_plural = "special hours"
        constraints = [*Hours.Meta.constraints]

    def __str__(self):
        return f"{self.day} {self.opens:%H:%M} to {self.closes:%H:%M}"


class Closure(models.Model):
    """Days off, the first and the last included."""

    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="closure_in_order",
                violation_error_message="The first day can’t be after the last.",
            )
        ]

    def __str__(self):
        return self.reason or f"{self.first_day} to {self.last_day}"


def filled(values: dict) -> dict:
    return {name: value for name, value in values.items() if value}
