"""The spa's profile, its services, its hours and days off."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from articles.admin.mixins.ordering import OrderedAdmin

from ..models import Closure, OpeningHours, Service, Spa, SpecialHours
from ..models.spa import new_key


@admin.register(Spa)
class SpaAdmin(admin.ModelAdmin):
    """One profile: the list leads straight to it."""

    class Media:
        css = {"all": ["css/admin/requests.css"]}

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Spa.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        new_feed = path(
            "<int:pk>/new-feed/",
            self.admin_site.admin_view(self.new_feed_view),
            name="booking_spa_new_feed",
        )
        return [new_feed, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if spa := Spa.objects.first():
            return redirect(reverse("admin:booking_spa_change", args=[spa.pk]))
        return redirect(reverse("admin:booking_spa_add"))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            path = reverse("booking:feed", args=[obj.feed_key])
            context |= {"feed_url": settings.SITE_URL + path}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def new_feed_view(self, request, pk):
        """Give the calendar feed another address; the old one is dead at once."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        spa = get_object_or_404(Spa, pk=pk)
        if not self.has_change_permission(request, spa):
            raise PermissionDenied
        Spa.objects.filter(pk=pk).update(feed_key=new_key())
        self.log_change(request, spa, "New address of the calendar feed.")
        messages.success(request, "The calendar feed has a new address.")
        return redirect("admin:booking_spa_change", pk)


@admin.register(Service)
class ServiceAdmin(OrderedAdmin):
    list_display = ["name", "minutes", "price", "is_example"]


@admin.register(OpeningHours)
class OpeningHoursAdmin(admin.ModelAdmin):
    list_display = ["weekday", "opens", "closes", "is_example"]


@admin.register(SpecialHours)
class SpecialHoursAdmin(admin.ModelAdmin):
    list_display = ["day", "opens", "closes"]
    date_hierarchy = "day"


@admin.register(Closure)
class ClosureAdmin(admin.ModelAdmin):
    list_display = ["first_day", "last_day", "reason"]
