from django.db import models
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice


class Edition(models.Model):
    """The state of everything that public pages show: one row, whose token the database
    itself renews whenever any of it changes (`page_cache.invalidation`)."""

    token = models.CharField(max_length=32)

    def __str__(self):
        return self.token


class Factor(TOTPDevice):
    """The authenticator app of one who works here. Its secret is not in the database: it
    is made of the row's key and the site's own, so that no stolen backup holds it."""

    class Meta:
        proxy = True
        default_permissions = ()  # everybody has their own, and nobody another's

    @property
    def bin_key(self):
        return salted_hmac("knotcare.auth.second_factor", self.key).digest()


class Heartbeat(models.Model):
    """When a worker was last at work: one row, whatever their number (`heartbeat`)."""

    at = models.DateTimeField()

    def __str__(self):
        return str(self.at)
