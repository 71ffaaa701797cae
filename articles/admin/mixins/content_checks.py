"""The checks panel: what could be better in a text, beside it in the admin."""

from copy import copy

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html

from ...content_checks.registry import (
    Finding,
    Guide,
    errors,
    findings,
    text_of,
)
from ...models import Article
from ...models.base import markdown_field
from ...views.editor import SIGNED_OUT

PANEL = "checks"


def field_of(finding: Finding, row) -> str:
    """The field of the row's form, or of the one row beside it, that it is about."""
    if finding.field == "text":
        return markdown_field(type(row))
    return finding.field.replace(".", "-0-")


def panel(row) -> str:
    """The panel of a row as it stands, saved or not."""
    found = [
        {"finding": finding, "field": field_of(finding, row)}
        for finding in findings(text_of(row), Guide())
    ]
    return render_to_string(
        "admin/articles/checks.html",
        {
            "errors": [each for each in found if each["finding"].is_error],
            "warnings": [each for each in found if not each["finding"].is_error],
            "address": address(row),
            "what": "publishing" if isinstance(row, Article) else "saving",
        },
    )


def address(row) -> str:
    """Where the panel is made anew from what is typed."""
    name = row._meta.label_lower.replace(".", "_")
    query = f"?row={row.pk}" if row.pk else ""
    return reverse(f"admin:{name}_check") + query


class CheckedForm(forms.ModelForm):
    """Keeps from readers what the guide could not show; a draft may have it."""

    def clean(self):
        super().clean()
        if self.is_for_readers():
            sound = set(self.fields) - set(self.errors)
            typed = construct_instance(self, copy(self.instance))
            for finding in errors(text_of(typed), Guide()):
                if (name := field_of(finding, typed)) in sound:
                    self.add_error(name, finding.message)

    def is_for_readers(self) -> bool:
        """Whether what is saved now is what readers see, or will see."""
        return True


class ChecksMixin(admin.ModelAdmin):
    """Shows the panel below the text, and makes it anew while it is typed."""

    form = CheckedForm

    class Media:
        css = {"all": ["css/admin/checks.css"]}
        js = [forms.Script("js/admin/checks-panel.js", type="module")]

    @admin.display(description="Checks")
    def checks(self, row):
        return panel(row)

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), PANEL]

    def get_fieldsets(self, request, obj=None):
        return [
            (name, options | {"fields": with_panel(options["fields"], self.model)})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_check"
        return [path("check/", self.check_view, name=name), *super().get_urls()]

    def check_view(self, request):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        row = self.get_object(request, request.GET.get("row", "")) or self.model()
        if not self.may_check(request, row):
            refusal = format_html('<p class="checks__count">{}</p>', SIGNED_OUT)
            return HttpResponse(refusal, status=403)
        return HttpResponse(panel(self.as_typed(request, row)))

    def as_typed(self, request, row):
        """`row` with what the form holds now."""
        form = self.get_form(request, row if row.pk else None)
        return with_typed(row, form.base_fields, request.POST)

    def may_check(self, request, row) -> bool:
        if not self.admin_site.has_permission(request):
            return False
        if row.pk:
            return self.has_change_permission(request, row)
        return self.has_add_permission(request)


def with_panel(fields, model) -> list:
    """The fields of a fieldset, the panel right after the Markdown or else last."""
    kept = [name for name in fields if name != PANEL]
    text = markdown_field(model)
    if text in kept:
        kept.insert(kept.index(text) + 1, PANEL)
    return kept if text else [*kept, PANEL]


def with_typed(row, fields, data, prefix: str = ""):
    """`row` with what a form holds, unfinished as it may be; it is not saved."""
    for model_field in row._meta.concrete_fields:
        field, name = fields.get(model_field.name), prefix + model_field.name
        if field and not field.widget.value_omitted_from_data(data, {}, name):
            setattr(row, model_field.name, typed(field, data, name))
    return row


def typed(field, data, name: str):
    raw = field.widget.value_from_datadict(data, {}, name)
    try:
        return field.clean(raw)
    except ValidationError:
        return raw if isinstance(field, forms.CharField) else None
