from django.contrib import admin
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html

from ..wording import spoken_phone

NOTHING = "–"


class ColumnsMixin:
    """How the parts of a request are shown, in the list and on its page."""

    @admin.display(ordering="service_name")
    def service(self, asked):
        return f"{asked.service_name}, {asked.minutes} min"

    @admin.display(description="wishes")
    def wished(self, asked):
        full = getattr(asked, "full_wishes", ())
        return "; ".join(
            f"{date_format(wish.day, 'D, M j')}, {wish.part}"
            + (" (full)" if wish.pk in full else "")
            for wish in asked.wishes.all()
        )

    @admin.display(description="time", ordering="start")
    def time(self, asked):
        if not asked.start:
            return NOTHING
        return date_format(timezone.localtime(asked.start), "D, M j, Y, g:i A")

    @admin.display(description="state", ordering="state")
    def stands(self, asked):
        if asked.is_set_aside:
            return f"Set aside: {asked.suspicion}"
        return asked.get_state_display()

    @admin.display(description="phone")
    def phone_link(self, asked):
        if not asked.phone:
            return NOTHING
        spoken = spoken_phone(asked.phone)
        return format_html('<a href="{}">{}</a>', asked.phone.as_rfc3966, spoken)

    @admin.display(description="mail")
    def mail_link(self, asked):
        if not asked.email:
            return NOTHING
        return format_html('<a href="mailto:{0}">{0}</a>', asked.email)
