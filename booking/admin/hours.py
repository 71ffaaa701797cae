from django.contrib import admin

from articles.admin.ordering import OrderedAdmin

from ..models import Closure, OpeningHours, Service, SpecialHours


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
