"""The versions of a text in the admin: their list, and what each one changed."""

from django.http import Http404
from django.urls import path

from ...publishing.restore import missed_its_time
from ...revisions.compare import compare, passages
from ...revisions.record import record_revision, skip_revision
from ...revisions.recorded_fields import (
    DELETED,
    changed,
    fields_of,
    label_of,
    spoken_moment,
    values_at,
    values_of,
    version_before,
    versions_of,
)
from .conflict_page import MeanwhileMixin
from .restore import RestoringMixin


class HistoryMixin(RestoringMixin):
    """Every save is one version, which can be read, compared and restored."""

    class Media:
        css = {"all": ["css/admin/history.css"]}

    def save_model(self, request, obj, form, change):
        skip_revision(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record_revision(form.instance)

    def get_urls(self):
        one = "<int:pk>/history/<int:version>/"
        pages = [
            ("deleted", "deleted/", self.deleted_view),
            ("version", one, self.version_view),
            ("restore", f"{one}restore/", self.restore_view),
        ]
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path(route, self.admin_site.admin_view(view), name=f"{name}_{page}")
            for page, route, view in pages
        ] + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        context = {"deleted_url": self.url("deleted")} | (extra_context or {})
        return super().changelist_view(request, context)

    def history_view(self, request, object_id, extra_context=None):
        """All versions, also of a deleted text: the one history, instead of Django's."""
        versions = versions_of(self.model, object_id) if object_id.isdecimal() else None
        newest = versions and versions.first()
        if not newest:
            raise Http404
        numbered = self.numbered(request, versions)
        return self.page(
            request,
            "history",
            title=f"History of “{newest.instance}”",
            text=newest.instance,
            is_deleted=newest.history_type == DELETED,
            versions=numbered,
            told=[(version, self.changes_in(version)) for version in numbered],
        )

    def changes_in(self, version):
        """The labels of what a version changed; nothing for a first or a last one."""
        before, fields = version_before(version), fields_of(self.model)
        if not before or DELETED in (version.history_type, before.history_type):
            return []
        names = changed(values_at(before), values_at(version))
        return [label_of(name, fields[name]) for name in names]

    def version_view(self, request, pk, version, refusal=()):
        """One version beside the one before it, or with ?today beside today's text."""
        version, row = self.get_version(pk, version), self.row_or_none(request, pk)
        before, values = version_before(version), values_at(version)
        with_today = "today" in request.GET and row is not None
        is_today = self.is_today(version, row)
        old, new = before and values_at(before), values
        if with_today:
            old, new = values, values_of(row)
        response = self.page(
            request,
            "version",
            title=f"“{version.instance}” on {spoken_moment(version.history_date)}",
            version=version,
            before=before,
            row=row,
            with_today=with_today,
            is_today=is_today,
            changes=compare(self.model, old, new) if old else [],
            whole=passages(self.model, values),
            can_restore=not is_today
            and self.may_restore(request, row)
            and (row or version == versions_of(self.model, pk).first()),
            missed_its_time=missed_its_time(version),
            refusal=refusal,
        )
        response.status_code = 409 if refusal else 200
        return response


class KeptMixin(MeanwhileMixin, HistoryMixin):
    """Texts of which every version is kept, and that two editors may have open at once."""
