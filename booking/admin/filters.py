from datetime import date, time, timedelta

from django.contrib import admin
from django.utils import timezone

from ..hours import instant
from ..models import BookingRequest
from ..models.request import OPEN, State
from ..schedule import A_DAY
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
        zone = timezone.get_default_timezone()
        try:
            day = date.fromisoformat(self.value() or "")
            begin = instant(day, time(), zone)
            end = instant(day + A_DAY, time(), zone)
        except (ValueError, OverflowError):
            return queryset
        # Each part has its index, of state and start; asked as one, every request would
        # be read.
        timed = BookingRequest.objects.filter(
            state__in=State.values, start__gte=begin, start__lt=end
        )
        wished = BookingRequest.objects.filter(state__in=OPEN, wishes__day=day)
        parts = [part.order_by().values("pk") for part in (timed, wished)]
        return queryset.filter(pk__in=parts[0].union(parts[1]))


class SpamFilter(admin.SimpleListFilter):
    title, parameter_name = "spam", "spam"

    def lookups(self, request, model_admin):
        return [("aside", "Set aside as spam"), ("no", "Not set aside")]

    def queryset(self, request, queryset):
        if self.value() == "aside":
            return queryset.set_aside()
        if self.value() == "no":
            aside = BookingRequest.objects.set_aside()
            return queryset.exclude(pk__in=aside.order_by().values("pk"))
        return queryset
