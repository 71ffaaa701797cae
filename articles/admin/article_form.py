"""The form of a chapter: what is typed, and the button that says what becomes of it."""

from copy import copy

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils import timezone
from django.utils.text import normalize_newlines

from ..models import Article, Draft
from ..models.draft import TEXTS, appears_at, draft_of, texts_of
from ..publishing import lifecycle
from .mixins.content_checks import CheckedForm

KEEP, SCHEDULE, PUBLISH = "_keep", "_schedule", "_publish"
SHARE, END_SHARING = "_share", "_end_sharing"


class PublishingForm(CheckedForm):
    """Edits the draft of a chapter that has one, and else the chapter's own text."""

    appears_at = forms.SplitDateTimeField(
        label="Appears on",
        required=False,
        widget=AdminSplitDateTime,
        help_text="For the button “Schedule”. Spa time. No one needs to be here then.",
    )

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        if instance:
            initial = stored(instance) | (initial or {})
            # What is typed stays off the row that the page tells of.
            instance = copy(instance)
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        if instance and instance.was_public and "slug" in self.fields:
            self.fields[
                "slug"
            ].help_text += ". If you change it, the old address goes on leading here."

    @property
    def act(self) -> str:
        """What becomes of the text: by the button, or else as things stand."""
        pressed = [name for name in (KEEP, SCHEDULE, PUBLISH) if name in self.data]
        if pressed:
            return pressed[0]
        if appears_at(self.instance):
            return SCHEDULE
        is_sharing = SHARE in self.data or END_SHARING in self.data
        is_live = self.instance.status == Article.Status.PUBLISHED
        has_draft = draft_of(self.instance)
        return PUBLISH if is_live and not has_draft and not is_sharing else KEEP

    def is_for_readers(self) -> bool:
        return self.act != KEEP

    def clean_body(self):
        return normalize_newlines(self.cleaned_data["body"])

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if Draft.objects.filter(slug=slug).exclude(article=self.instance.pk).exists():
            raise forms.ValidationError("The draft of another chapter has this slug.")
        return slug

    def clean(self):
        data = super().clean() or self.cleaned_data
        if self.act == SCHEDULE and "appears_at" in data:
            if data["appears_at"] is None:
                self.add_error("appears_at", "Say when readers will see this text.")
            elif data["appears_at"] <= timezone.now():
                self.add_error(
                    "appears_at",
                    "This time has passed. Choose a later one, or publish now.",
                )
        return data

    def perform(self, by) -> Article:
        """Do what the button says with what was typed; return the chapter's row."""
        texts = {name: self.cleaned_data[name] for name in TEXTS}
        if self.act == PUBLISH:
            return lifecycle.publish(self.instance, texts)
        if self.act == SCHEDULE:
            at = self.cleaned_data["appears_at"]
            return lifecycle.schedule(self.instance, texts, at, by)
        return lifecycle.save_draft(self.instance, texts, by)


def stored(article: Article) -> dict:
    """What the form begins with, where it isn't the chapter's row."""
    draft = draft_of(article)
    texts = texts_of(draft) if draft else {}
    return texts | {"appears_at": appears_at(article)}
