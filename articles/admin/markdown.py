"""The Markdown editor: django-markdownx's, with its gaps closed."""

from django import forms
from django.core.exceptions import ValidationError
from markdownx.models import MarkdownxField
from markdownx.widgets import AdminMarkdownxWidget

from .. import uploads
from ..markdown import problems
from ..models.picture import LONGEST_DESCRIPTION
from ..pictures import DECORATION


class MarkdownEditor(AdminMarkdownxWidget):
    """Text beside its preview, which is a page of the site in a frame of its own."""

    template_name = "articles/admin/markdown_editor.html"

    class Media:
        css = {
            "all": ["css/editor.css", "css/picture-tools.css", "css/picture-dialog.css"]
        }
        js = [
            "js/markdown-editor.js",
            forms.Script("js/picture-tools.js", type="module"),
        ]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        return context | {
            "picture_tools": {
                "decoration": DECORATION,
                "accepted": uploads.ACCEPTED,
                "most_bytes": uploads.MAX_BYTES,
                "too_heavy": uploads.TOO_HEAVY,
                "longest_description": LONGEST_DESCRIPTION,
            }
        }


class MarkdownForm(forms.ModelForm):
    """Refuses a Markdown text that the guide could not show."""

    def clean(self):
        for field in self._meta.model._meta.get_fields():
            text = self.cleaned_data.get(field.name)
            if isinstance(field, MarkdownxField) and text and (found := problems(text)):
                self.add_error(field.name, ValidationError(found))
        return super().clean()


class MarkdownAdminMixin:
    form = MarkdownForm
    save_on_top = True
    formfield_overrides = {MarkdownxField: {"widget": MarkdownEditor}}
