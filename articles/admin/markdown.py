"""The Markdown editor: django-markdownx's, with its gaps closed."""

from django import forms
from django.core.exceptions import ValidationError
from markdownx.models import MarkdownxField
from markdownx.widgets import AdminMarkdownxWidget

from ..markdown import problems


class MarkdownEditor(AdminMarkdownxWidget):
    """Text beside its preview, which is a page of the site in a frame of its own."""

    template_name = "articles/admin/markdown_editor.html"

    class Media:
        css = {"all": ["css/editor.css"]}
        js = ["js/markdown-editor.js"]


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
