"""Two editors at one text: the second save is told, sees both texts and loses neither."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse

from ...publishing.restore import bring_back
from ...revisions.edit_conflicts import Meanwhile, is_current, token_of
from ...revisions.recorded_fields import DELETED, versions_of
from ..sent import my_values, put_together, texts_in

OPENED_AT = "opened_at"


class Held:
    """A form that comes back to its editor, whatever is in it."""

    def is_valid(self):
        super().is_valid()
        return False


class MeanwhileMixin(admin.ModelAdmin):
    """A form knows at which version it was opened, and saves over no later one."""

    # Buttons that say what becomes of the text, in words; the pressed one comes again.
    acts: dict[str, str] = {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        held = getattr(request, "meanwhile", None)
        return type(form.__name__, (Held, form), {}) if held else form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            return super().changeform_view(request, None, form_url, extra_context)
        if request.method == "POST" and self.has_change_permission(request):
            with transaction.atomic():
                return self.guarded(request, object_id, form_url, extra_context)
        row = self.get_object(request, object_id)
        return self.opened(request, row, object_id, form_url, extra_context)

    def opened(self, request, row, object_id, form_url, extra_context):
        # The token is read before the form's text: too old a one only asks once more.
        context = {OPENED_AT: token_of(row) if row else ""} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def guarded(self, request, object_id, form_url, extra_context):
        """Save unless the row changed since the form was opened; nobody else writes it
        until this is done."""
        row = self.get_object(request, object_id)
        lock = self.model._base_manager.select_for_update()
        row = row and lock.filter(pk=row.pk).first()
        if row is None and (deletion := self.deletion_of(object_id)):
            try:
                row = self.back_from(request, deletion)
            except ValidationError as error:
                return self.deleted_meanwhile(request, deletion, error.messages)
            if row is None:
                return self.deleted_meanwhile(request, deletion)
        if row and not is_current(request.POST.get(OPENED_AT, ""), row):
            return self.changed_meanwhile(request, row, form_url, extra_context)
        return self.opened(request, row, object_id, form_url, extra_context)

    def changed_meanwhile(self, request, row, form_url, extra_context):
        """The form again: what this editor changed, on top of the text as it is now."""
        held = Meanwhile(row, request.POST.get(OPENED_AT, ""), request.user)
        held.mine = my_values(self, request, row, held.theirs)
        request.POST = put_together(self, request, row, held.untouched)
        held.button = self.button_for(request, held)
        held.how = self.acts.get(held.button, "")
        request.meanwhile = held
        context = {"meanwhile": held} | (extra_context or {})
        response = self.opened(request, row, str(row.pk), form_url, context)
        response.status_code = 409
        return response

    def button_for(self, request, held):
        return next(filter(request.POST.__contains__, self.acts), "_continue")

    def deletion_of(self, object_id):
        if not object_id.isdecimal():
            return None
        last = versions_of(self.model, object_id).first()
        return last if last and last.history_type == DELETED else None

    def back_from(self, request, deletion):
        """The deleted row, brought back where the editor asks for it."""
        if "_bring_back" not in request.POST or not self.has_add_permission(request):
            return None
        row, _ = bring_back(deletion)
        return row

    def deleted_meanwhile(self, request, deletion, refusal=()):
        context = self.admin_site.each_context(request) | {
            "title": f"“{deletion.instance}” was deleted meanwhile",
            "opts": self.opts,
            "media": self.media,
            "deletion": deletion,
            "texts": texts_in(self.model, request.POST),
            "sent": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if not name.startswith(("_", "csrf"))
            ],
            "can_restore": self.has_add_permission(request),
            "refusal": refusal,
        }
        template = "admin/articles/conflict_deleted.html"
        return TemplateResponse(request, template, context, status=409)
