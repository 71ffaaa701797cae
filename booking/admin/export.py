from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..export import as_csv


class ExportMixin:
    """The requests of the list as a file, filtered and in the order in which it has them."""

    change_list_template = "admin/booking/bookingrequest/change_list.html"

    def get_urls(self):
        export = path(
            "export/",
            self.admin_site.admin_view(require_safe(self.export_view)),
            name="booking_bookingrequest_export",
        )
        return [export, *super().get_urls()]

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
