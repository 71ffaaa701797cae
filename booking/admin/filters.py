from datetime import date, timedelta

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from ..models.request import OPEN
from ..wording import spoken_day


class DayFilter(admin.SimpleListFilter):
    """Requests with a session on a day, or that wait with a wish for it."""

    title, parameter_name = "day", "day"

    def lookups(self, request, model_admin):
        today = timezone.localdate()
        days = [today + timedelta(days=ahead) for ahead in range(7)]
        names = {today: "Today", days[1]: "Tomorrow"}
        return [(day.isoformat(), names.get(day, spoken_day(day))) for day in days]

    def queryset(self, request, queryset):
        try:
            day = date.fromisoformat(self.value() or "")
        except ValueError:
            return queryset
        wished = Q(state__in=OPEN, wishes__day=day)
        return queryset.filter(wished | Q(start__date=day)).distinct()


class SpamFilter(admin.SimpleListFilter):
    title, parameter_name = "spam", "spam"

    def lookups(self, request, model_admin):
        return [("aside", "Set aside as spam"), ("no", "Not set aside")]

    def queryset(self, request, queryset):
        if self.value() == "aside":
            return queryset.set_aside()
        if self.value() == "no":
            return queryset.filter(suspicion="")
        return queryset
