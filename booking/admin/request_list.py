"""The list of requests: its columns, its filters, and its order, what presses first."""

from datetime import date, time, timedelta

from django.contrib import admin
from django.db.models import Case, DateTimeField, F, IntegerField, QuerySet, When
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html

from ..availability.schedule import A_DAY
from ..calendar_rules.opening_hours import instant
from ..models import BookingRequest
from ..models.booking_request import OPEN, State
from ..utils.formatting import spoken_day, spoken_phone

NOTHING = "–"


class ColumnsMixin:
    """How the parts of a request are shown, in the list and on its page."""

    @admin.display(ordering="service_name")
    def service(self, booking):
        return f"{booking.service_name}, {booking.minutes} min"

    @admin.display(description="wishes")
    def wished(self, booking):
        full = getattr(booking, "full_wishes", ())
        return "; ".join(
            f"{date_format(wish.day, 'D, M j')}, {wish.part}"
            + (" (full)" if wish.pk in full else "")
            for wish in booking.wishes.all()
        )

    @admin.display(description="time", ordering="start")
    def time(self, booking):
        if not booking.start:
            return NOTHING
        return date_format(timezone.localtime(booking.start), "D, M j, Y, g:i A")

    @admin.display(description="state", ordering="state")
    def stands(self, booking):
        if booking.is_set_aside:
            return f"Set aside: {booking.suspicion}"
        return booking.get_state_display()

    @admin.display(description="phone")
    def phone_link(self, booking):
        if not booking.phone:
            return NOTHING
        spoken = spoken_phone(booking.phone)
        return format_html('<a href="{}">{}</a>', booking.phone.as_rfc3966, spoken)

    @admin.display(description="mail")
    def mail_link(self, booking):
        if not booking.email:
            return NOTHING
        return format_html('<a href="mailto:{0}">{0}</a>', booking.email)


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


def pressing_first(requests: QuerySet) -> QuerySet:
    """Waiting ones by their end, then today's sessions, offers, sessions to come; then
    what was set aside, then the rest, the newest first."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    waits = When(state=State.NEW, suspicion="", then=0)
    # Not start__date: SQLite would ask Python for the day of each request.
    is_today = When(state=State.ACCEPTED, start__gte=today, start__lt=tomorrow, then=1)
    is_offered = When(state=State.PROPOSED, then=2)
    is_agreed = When(state=State.ACCEPTED, then=3)
    is_aside = When(state=State.NEW, then=4)
    ranks = [waits, is_today, is_offered, is_agreed, is_aside]
    timed = When(state__in=[State.PROPOSED, State.ACCEPTED], then=F("start"))
    waiting = When(state=State.NEW, then=F("answer_by"))
    return requests.annotate(
        rank=Case(*ranks, default=5, output_field=IntegerField()),
        presses_at=Case(
            timed, waiting, default=None, output_field=DateTimeField(null=True)
        ),
    ).order_by("rank", F("presses_at").asc(nulls_last=True), "-created_at")
