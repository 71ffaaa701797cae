"""Which rows have texts that are checked, and what of a row the checks see."""

from collections.abc import Iterator

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from markdownx.models import MarkdownxField

from ..models import Article, BodyArea, Question
from .text import Review, Text

FOR_READERS = (Article.Status.PUBLISHED, Article.Status.SCHEDULED)


def checked_rows() -> Iterator[models.Model]:
    """Every row with a text that readers see, or will see as it stands."""
    yield from Article.objects.filter(status__in=FOR_READERS)
    yield from BodyArea.objects.all()
    yield from Question.objects.all()


def text_field(model: type[models.Model]) -> str:
    """The name of the field that holds the Markdown of a row."""
    fields = model._meta.concrete_fields
    return next(each.name for each in fields if isinstance(each, MarkdownxField))


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


def public_on(row: Article):
    if row.status not in FOR_READERS or not row.published_at:
        return None
    return timezone.localdate(row.published_at)


def body_area(row: BodyArea) -> Text:
    title = f"{row.name}: relief for a knot – Knotcare"
    return Text(row.advice, path=path_of(row), title=title, summary=row.summary)


def question(row: Question) -> Text:
    path = reverse("articles:questions")
    return Text(row.answer, path=path, prefix=f"{row.slug}-")


def path_of(row: models.Model) -> str:
    """Where the row's page is; empty while it has no slug that could be an address."""
    try:
        return row.get_absolute_url()
    except NoReverseMatch:
        return ""


TEXTS = {Article: chapter, BodyArea: body_area, Question: question}
