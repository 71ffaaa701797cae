from django.db import models


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

    objects = SpaQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "spa"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1),
                name="one_spa",
                violation_error_message="There is one spa.",
            )
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
        }
        return {"@context": "https://schema.org"} | filled(profile)


def filled(values: dict) -> dict:
    return {name: value for name, value in values.items() if value}
