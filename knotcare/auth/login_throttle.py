"""Signing in: who guesses a password soon waits, who works here seldom does."""

import ipaddress

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.db.models import Q, Sum
from django.shortcuts import render

from booking.utils.client_ip import client_address, network

# From all addresses together. One address alone never gets so far, so a stranger who
# knows an account's name does not keep its owner out.
MOST_OF_AN_ACCOUNT = 50


class Failures(AxesDatabaseHandler):
    """Counts the wrong passwords for an account: from one address, and from all."""

    def get_failures(self, request, credentials=None):
        """The failures from this address; those from all weigh less, by their bound."""
        account = AccessAttempt.objects.filter(
            username=get_client_username(request, credentials),
            attempt_time__gte=get_cool_off_threshold(request),
        )
        here = Q(ip_address=request.axes_ip_address)
        counts = account.aggregate(
            here=Sum("failures_since_start", filter=here, default=0),
            everywhere=Sum("failures_since_start", default=0),
        )
        part = counts["everywhere"] * settings.AXES_FAILURE_LIMIT // MOST_OF_AN_ACCOUNT
        return max(counts["here"], part)


def address(request) -> str | None:
    """What stands for the client: of IPv6 the network, as one client has it whole."""
    client = network(client_address(request)).partition("/")[0]
    try:
        return str(ipaddress.ip_address(client))
    except ValueError:
        return None


def wait(request, response, credentials):
    """In place of the login page while nobody gets in, whatever the password."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    context = admin.site.each_context(request) | {
        "title": "Please wait a little",
        "minutes": seconds // 60,
    }
    page = render(request, "admin/knotcare/login_throttled.html", context, status=429)
    page["Retry-After"], page["Cache-Control"] = str(seconds), "no-store"
    return page
