"""Which rows of the guide are checked, and each as a text. Of rows of plain words readers
see just what is typed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

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
from ..models.draft import as_edited
from ..utils.text import lines_of
from .document import PlainField, Review, Text

FOR_READERS = (Article.Status.PUBLISHED, Article.Status.SCHEDULED)


class Longest(NamedTuple):
    """How many characters each place holds, so that it is taken in at a glance."""

    name: int = 40
    sentence: int = 100
    item: int = 120
    paragraph: int = 200


LONGEST = Longest()


def quick_relief(row: QuickRelief, at: str = "") -> Text:
    """The text of a quick-relief row; `at` goes before the names of its fields."""
    return Text(
        "",
        fields=(
            PlainField(f"{at}tool", row.tool, LONGEST.name),
            PlainField(f"{at}action", row.action, LONGEST.paragraph),
            stop_sign(f"{at}stop_sign", row.stop_sign),
        ),
        drawing=(f"{at}drawing", row.drawing),
    )


def stretch(row: Stretch) -> Text:
    return Text(
        "",
        fields=(
            PlainField("name", row.name, LONGEST.name),
            PlainField("target", row.target, LONGEST.sentence),
            *items("steps", row.steps),
            stop_sign("caution", row.caution),
        ),
        drawing=("drawing", row.drawing),
    )


def care_card(row: CareCard) -> Text:
    heading = PlainField("heading", row.heading, LONGEST.name, ending="if")
    return Text("", fields=(heading, *items("bullets", row.bullets)))


def dose(row: Dose) -> Text:
    return Text(
        "",
        fields=(
            PlainField("name", row.name, LONGEST.name),
            PlainField("detail", row.detail, LONGEST.sentence),
        ),
    )


def stop_sign(name: str, words: str) -> PlainField:
    return PlainField(name, words, LONGEST.paragraph, is_stop_sign=True)


def items(name: str, text: str) -> list[PlainField]:
    """A field that holds one item a line, as so many fields."""
    numbered = enumerate(text.splitlines(), start=1)
    return [
        PlainField(name, line.strip(), LONGEST.item, line=number)
        for number, line in numbered
        if lines_of(line)
    ]


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
        quick_relief(relief, at="quick_relief."),
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
    CareCard: care_card,
    Dose: dose,
    Draft: draft,
    Question: question,
    QuickRelief: quick_relief,
    Stretch: stretch,
}
