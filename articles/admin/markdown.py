"""The Markdown editor: django-markdownx's, with its gaps closed."""

from django import forms
from markdownx.models import MarkdownxField
from markdownx.widgets import AdminMarkdownxWidget

from .. import uploads
from ..models.picture import LONGEST_DESCRIPTION
from ..pictures import DECORATION
from .checks import ChecksMixin


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


class MarkdownAdminMixin(ChecksMixin):
    save_on_top = True
    formfield_overrides = {MarkdownxField: {"widget": MarkdownEditor}}
