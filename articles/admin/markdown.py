"""The Markdown editor: django-markdownx's, with its gaps closed."""

from copy import copy

from django import forms
from django.forms.models import construct_instance
from markdownx.models import MarkdownxField
from markdownx.widgets import AdminMarkdownxWidget

from .. import uploads
from ..checks import Guide, errors, text_of
from ..models.picture import LONGEST_DESCRIPTION
from ..pictures import DECORATION
from .checks import ChecksMixin, field_of


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
    """Keeps from readers what the guide could not show; a draft may have it."""

    def clean(self):
        super().clean()
        if self.is_for_readers():
            typed = construct_instance(self, copy(self.instance))
            for finding in errors(text_of(typed), Guide()):
                if (name := field_of(finding, typed)) in self.fields:
                    self.add_error(name, finding.message)

    def is_for_readers(self) -> bool:
        """Whether what is saved now is what readers see, or will see."""
        return True


class MarkdownAdminMixin(ChecksMixin):
    form = MarkdownForm
    save_on_top = True
    formfield_overrides = {MarkdownxField: {"widget": MarkdownEditor}}
