"""What the admin pages of the spa share: log entries without names, pages of a request, the
list as a file, rows that are only looked at."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ..csv_export import as_csv


class DiscreetLogMixin:
    """The admin's log knows requests by their reference alone, not by who asked."""

    def log_addition(self, request, obj, message):
        return named_by_reference(super().log_addition(request, obj, message), obj)

    def log_change(self, request, obj, message):
        return named_by_reference(super().log_change(request, obj, message), obj)


def named_by_reference(entry, booking):
    entry.object_repr = booking.reference
    entry.save(update_fields=["object_repr"])
    return entry


class PagesMixin:
    """What the pages that we add to a request have in common."""

    def page_context(self, request, title: str) -> dict:
        context = self.admin_site.each_context(request)
        return context | {"title": title, "opts": self.opts, "media": self.media}

    def booking_or_404(self, request, pk: int, is_allowed: bool):
        if not is_allowed:
            raise PermissionDenied
        if booking := self.get_object(request, str(pk)):
            return booking
        raise Http404


class ExportMixin:
    """The requests of the list as a file, filtered and in the order in which it has them."""

    change_list_template = "admin/booking/bookingrequest/change_list.html"

    def export_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            requests = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect("admin:booking_bookingrequest_changelist")
        name = f"requests-{timezone.localdate()}.csv"
        return HttpResponse(
            as_csv(requests),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are looked at: only what the domain does to them changes them.

    A list stays in its own order, and counts no more than it has to.
    """

    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    sortable_by = ()

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False
