from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html

from ..mail import compose, outbox
from ..models import OutboxMail
from .mixins import ReadOnlyAdmin


class DeliveryFilter(admin.SimpleListFilter):
    title, parameter_name = "delivery", "delivery"

    def lookups(self, request, model_admin):
        return [
            ("undelivered", "Undelivered: failed so far"),
            ("waiting", "Waiting for the first try"),
            ("sent", "Sent"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "undelivered":
            return queryset.undelivered()
        if self.value() == "waiting":
            return queryset.filter(sent_at=None, error="")
        if self.value() == "sent":
            return queryset.exclude(sent_at=None)
        return queryset


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnlyAdmin):
    list_display = ["tells", "booking", "recipient", "created_at", "sent_at", "error"]
    list_filter = [DeliveryFilter, "recipient"]
    list_select_related = ["entry__request"]
    search_fields = ["entry__request__reference", "entry__request__name"]
    search_help_text = "By name or reference."
    actions = ["send_again"]
    fields = [
        "tells",
        "booking",
        "recipient",
        "created_at",
        "sent_at",
        "attempts",
        "next_try_at",
        "error",
        "text",
    ]

    def has_add_permission(self, request):
        return False

    def has_send_permission(self, request):
        return request.user.has_perm("booking.change_outboxmail")

    @admin.display(description="tells of")
    def tells(self, mail):
        return mail.entry.get_action_display()

    @admin.display(description="request")
    def booking(self, mail):
        booking = mail.entry.request
        url = reverse("admin:booking_bookingrequest_change", args=[booking.pk])
        return format_html('<a href="{}">{}</a>', url, booking)

    @admin.display
    def text(self, mail):
        return format_html('<div class="mail-text">{}</div>', text_of(mail))

    @admin.action(description="Send again what was not sent", permissions=["send"])
    def send_again(self, request, queryset):
        count = outbox.send_again(queryset)
        noun = "mail is" if count == 1 else "mails are"
        messages.success(request, f"{count} {noun} tried again.")

    class Media:
        css = {"all": ["css/admin/requests.css"]}


def text_of(mail: OutboxMail) -> str:
    """The text of a mail, without the keys that open the visitor's pages."""
    try:
        return "\n\n".join(compose.without_keys(mail))
    except Exception as error:  # then it could not be sent either, and this says why
        return f"This text can’t be made: {error}"
