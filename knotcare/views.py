"""Pages of the site as a whole."""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from articles import structured_data
from articles.models import BodyArea
from articles.utils.standalone_html import own_policy
from booking.models import Spa
from booking.views.book import not_sent

from .backups.making import KEPT_BACKUPS
from .health.checks import troubles
from .middleware.signed_out import can_be_sent_again, not_saved


@never_cache
@require_safe
def healthz(request):
    """200 while this process answers, whatever else is broken: starting it anew would
    mend nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """A line for each check, and 503 if one fails; what is wrong, staff read at the desk."""
    found = troubles(request)
    lines = [f"{name}: {'failing' if found[name] else 'ok'}\n" for name in found]
    status = 503 if any(found.values()) else 200
    return HttpResponse(lines, content_type="text/plain", status=status)


@require_safe
def security_txt(request):
    """To whom a hole in the site is reported (RFC 9116). It never runs out."""
    day = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {security_contact()}",
        f"Expires: {(day + timedelta(days=180)).isoformat()}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"
    )


def security_contact() -> str:
    """A URI: what the operator chose, the mail that the spa shows, or its page."""
    if settings.SECURITY_CONTACT:
        return settings.SECURITY_CONTACT
    mail = Spa.objects.current().email
    return f"mailto:{mail}" if mail else settings.SITE_URL + reverse("articles:about")


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        # The form may be found; what lies behind it and at the desk is private.
        f"Disallow: {reverse('booking:book')}",
        f"Allow: {reverse('booking:book')}$",
        "Disallow: /desk/",
        "Disallow: /preview/",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


class Privacy(TemplateView):
    """What is kept of whom, for how long, and how to see it or have it erased."""

    template_name = "privacy.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            structured_data=structured_data.plain_page("Privacy", "privacy"),
            backups=KEPT_BACKUPS,
            **kwargs,
        )


def view_on_site(request, content_type_id, object_id):
    """Lead from a row of the desk to its page, who may see the row. A private link is no
    such row: its address is the secret."""
    try:
        kind = ContentType.objects.get(pk=content_type_id)
        desk = admin.site.get_model_admin(kind.model_class())
    except (ContentType.DoesNotExist, ValueError, NotRegistered) as error:
        raise Http404 from error
    if not desk.has_view_permission(request):
        raise PermissionDenied
    return shortcut(request, content_type_id, object_id)


def not_found(request, exception):
    areas = BodyArea.objects.with_relief()
    return render(request, "404.html", {"areas": areas}, status=404)


def bad_request(request, exception=None):
    response = defaults.bad_request(request, exception)
    policy = own_policy(response.content.decode())
    response.headers["Content-Security-Policy"] = policy
    return response


def csrf_failure(request, reason=""):
    """The booking form and those of the desk keep what was typed; any other page is
    refused."""
    if request.path == reverse("booking:book"):
        return not_sent(request)
    if can_be_sent_again(request):
        return not_saved(request)
    return render(request, "403.html", status=403)
