"""Which rows have texts that are checked, and what of a row the checks see."""

from collections.abc import Iterator
from dataclasses import replace

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from markdownx.models import MarkdownxField

from ..drafts import as_edited
from ..models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    Draft,
    Question,
    QuickRelief,
    Stretch,
)
from . import plain
from .text import Review, Text

FOR_READERS = (Article.Status.PUBLISHED, Article.Status.SCHEDULED)


def checked_rows() -> Iterator[models.Model]:
    """Every row with a text that readers see, or will see as it stands; a quick-relief
    row is checked with its area."""
    yield from Article.objects.filter(status__in=FOR_READERS)
    yield from waiting_drafts()
    yield from BodyArea.objects.select_related("quick_relief")
    for model in (Question, Stretch, CareCard, Dose):
        yield from model.objects.all()


def waiting_drafts() -> models.QuerySet[Draft]:
    """The drafts beside a text that readers see, and any that comes by itself."""
    beside_live = models.Q(article__status__in=FOR_READERS)
    found = Draft.objects.filter(beside_live | models.Q(publish_at__isnull=False))
    return found.select_related("article").order_by("article__order")


def text_field(model: type[models.Model]) -> str:
    """The name of the field that holds the Markdown of a row; empty without one."""
    fields = model._meta.concrete_fields
    names = (each.name for each in fields if isinstance(each, MarkdownxField))
    return next(names, "")


def text_of(row: models.Model) -> Text:
    """The text of a row, which need not be saved."""
    return TEXTS[type(row)](row)


def chapter(row: Article) -> Text:
    return Text(
        row.body,
        path=path_of(row),
        title=f"{row.title} – Knotcare",
        summary=row.summary,
        review=Review(row.last_reviewed_on, row.reviewed_by, public_on(row)),
    )


def draft(row: Draft) -> Text:
    """Of a draft no review is due: that is told of the text that readers see."""
    text = chapter(as_edited(row.article))
    return replace(text, review=text.review._replace(public_on=None))


def public_on(row: Article):
    if row.status not in FOR_READERS or not row.published_at:
        return None
    return timezone.localdate(row.published_at)


def body_area(row: BodyArea) -> Text:
    """With its quick relief, which stands on the same page, also of the admin."""
    relief = getattr(row, "quick_relief", None) or QuickRelief()
    return replace(
        plain.quick_relief(relief, at="quick_relief."),
        body=row.advice,
        path=path_of(row),
        title=f"{row.name}: relief for a knot – Knotcare",
        title_field="name",
        summary=row.summary,
    )


def question(row: Question) -> Text:
    path = reverse("articles:questions")
    return Text(row.answer, path=path, prefix=f"{row.slug}-")


def path_of(row: models.Model) -> str:
    """Where the row's page is; empty while it has no slug that could be an address."""
    try:
        return row.get_absolute_url()
    except NoReverseMatch:
        return ""


TEXTS = {
    Article: chapter,
    BodyArea: body_area,
    CareCard: plain.care_card,
    Dose: plain.dose,
    Draft: draft,
    Question: question,
    QuickRelief: plain.quick_relief,
    Stretch: plain.stretch,
}
