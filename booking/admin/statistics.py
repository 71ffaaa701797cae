from django.contrib import admin

from ..models import Tally
from .mixins import ReadOnlyAdmin


@admin.register(Tally)
class TallyAdmin(ReadOnlyAdmin):
    """What stays of deleted requests, for the spa's own numbers."""

    list_display = ["sent_in", "service_name", "minutes", "state", "requests"]
    list_display_links = None
    list_filter = ["state", "service_name"]
    change_list_template = "admin/booking/tally/change_list.html"

    def has_add_permission(self, request):
        return False

    def changelist_view(self, request, extra_context=None):
        title = self.opts.verbose_name_plural.capitalize()
        return super().changelist_view(request, {"title": title})

    @admin.display(description="sent in")
    def sent_in(self, tally):
        return f"{tally.month:%B %Y}"
