"""The Markdown editor: django-markdownx's, with its gaps closed."""

from django import forms
from markdownx.models import MarkdownxField
from markdownx.widgets import AdminMarkdownxWidget

from ...images import uploads
from ...images.renditions import DECORATION
from ...models.image import LONGEST_DESCRIPTION
from .content_checks import ChecksMixin


class MarkdownEditor(AdminMarkdownxWidget):
    """Text beside its preview, which is a page of the site in a frame of its own."""

    template_name = "admin/articles/markdown_editor.html"

    class Media:
        css = {
            "all": [
                "css/admin/editor.css",
                "css/admin/picture-tools.css",
                "css/admin/picture-dialog.css",
            ]
        }
        js = [
            "js/admin/markdown-editor.js",
            forms.Script("js/admin/picture-tools.js", type="module"),
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
