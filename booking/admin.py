from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from articles.admin.ordering import OrderedAdmin

from .models import Closure, OpeningHours, Service, Spa, SpecialHours


@admin.register(Spa)
class SpaAdmin(admin.ModelAdmin):
    """One profile: the list leads straight to it."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Spa.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if spa := Spa.objects.first():
            return redirect(reverse("admin:booking_spa_change", args=[spa.pk]))
        return redirect(reverse("admin:booking_spa_add"))

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)


@admin.register(Service)
class ServiceAdmin(OrderedAdmin):
    list_display = ["name", "minutes", "price"]


@admin.register(OpeningHours)
class OpeningHoursAdmin(admin.ModelAdmin):
    list_display = ["weekday", "opens", "closes"]


@admin.register(SpecialHours)
class SpecialHoursAdmin(admin.ModelAdmin):
    list_display = ["day", "opens", "closes"]
    date_hierarchy = "day"


@admin.register(Closure)
class ClosureAdmin(admin.ModelAdmin):
    list_display = ["first_day", "last_day", "reason"]
