"""The way back to a version, and to a text that was deleted."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Max
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from ...publishing.restore import bring_back, restorable, restore
from ...revisions.recorded_fields import DELETED, values_at, values_of, versions_of

PER_PAGE = 25


class RestoringMixin(admin.ModelAdmin):
    def url(self, page, *args):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"admin:{name}_{page}", args=args)

    def page(self, request, template, **context):
        """A page of the admin, for those who may look at its texts."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        request.current_app = self.admin_site.name
        context |= self.admin_site.each_context(request)
        context |= {"opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/articles/{template}.html", context)

    def numbered(self, request, rows):
        return Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))

    def row_or_none(self, request, pk):
        return self.get_queryset(request).filter(pk=pk).first()

    def get_version(self, pk, version):
        return get_object_or_404(versions_of(self.model, pk), history_id=version)

    def may_restore(self, request, row):
        if row:
            return self.has_change_permission(request, row)
        return self.has_add_permission(request)

    def is_today(self, version, row):
        """Whether restoring this version would change no word."""
        if row is None:
            return False
        return restorable(values_at(version)) == restorable(values_of(row))

    def restore_view(self, request, pk, version):
        """Make a version of a text the present one; one that was deleted, its last."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self.row_or_none(request, pk)
        if not self.may_restore(request, row):
            raise PermissionDenied
        version = self.get_version(pk, version)
        if not row and version != versions_of(self.model, pk).first():
            raise Http404
        try:
            self.put_back(request, version, row)
        except ValidationError as error:
            return self.version_view(request, pk, version.pk, refusal=error.messages)
        return redirect(self.url("change", pk))

    def put_back(self, request, version, row):
        if self.is_today(version, row):
            messages.info(request, "This is today’s text already: nothing was changed.")
            return
        with transaction.atomic():
            back = restore(version, request.user) if row else bring_back(version)
            row, reason = back
        self.tell_restored(request, row, reason)

    def tell_restored(self, request, row, reason):
        self.log_change(request, row, f"{reason}.")
        done = format_html("“{}”: {}.", row, reason[0].lower() + reason[1:])
        if url := self.get_view_on_site_url(row):
            done = format_html('{} <a href="{}">See its page</a>', done, url)
        messages.success(request, done)

    def deleted_view(self, request):
        """What was deleted and is not there again, the latest first."""
        kept, there = self.model.history, self.model._base_manager.values("pk")
        last = kept.exclude(id__in=there).values("id").annotate(last=Max("history_id"))
        deletions = kept.filter(history_id__in=last.values("last"))
        return self.page(
            request,
            "deleted",
            title=f"Recently deleted {self.opts.verbose_name_plural}",
            deletions=self.numbered(
                request, deletions.filter(history_type=DELETED).order_by("-history_id")
            ),
            can_restore=self.has_add_permission(request),
        )
