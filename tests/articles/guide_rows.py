"""A guide in the database: made, wiped, and everything that there is to compare of it.

Tables and fields are found in the models: one that is added is compared, or named below.
"""

from django.apps import apps
from django.db import models
from simple_history.models import HistoricalChanges

from articles.content_files import tidy
from articles.content_kinds import KINDS
from articles.exporting import rows_in_order
from articles.models import (
    GuideReport,
    Mention,
    Passage,
    PreviewLink,
    ShippedRow,
    Word,
    Writing,
)
from articles.models.ordered import Ordered

DATES = ("updated_at", "saved_at", "uploaded_at")
OF_THE_SITE = {
    "id": "a number of the database",
    "order": "its place among the rows is compared, not its number",
    "created_at": "when the row was made here; nobody sees it",
    "saved_by": "an account",
    "uploaded_by": "an account",
}
TABLES_OF_THE_SITE = {
    PreviewLink: "secrets, which end by themselves",
    GuideReport: "which mails went out",
    ShippedRow: "what was loaded here",
    Mention: "made anew from the texts, for the search",
    Passage: "made anew from the texts, for the search",
    Word: "made anew from the texts, for the search",
    Writing: "which code the search was made by",
}


def tables() -> set[type[models.Model]]:
    """The tables of the guide, without earlier versions, which are not its text."""
    return {
        model
        for model in apps.get_app_config("articles").get_models()
        if not issubclass(model, HistoricalChanges)
    }


def create(guide: dict[type[models.Model], list[dict]]) -> None:
    for model, found in guide.items():
        for place, values in enumerate(found, start=1):
            create_row(model, place, values)


def create_row(model: type[models.Model], place: int, values: dict) -> None:
    links = {field.name: values.pop(field.name) for field in model._meta.many_to_many}
    if issubclass(model, Ordered):
        values["order"] = 3 * place  # with gaps, as deleted rows leave them
    for name in set(values):
        if related := model._meta.get_field(name).related_model:
            values[name] = related.objects.get(slug=values[name])
    row = model(**values)
    row.full_clean()
    row.save()
    for name, slugs in links.items():
        related = model._meta.get_field(name).related_model
        getattr(row, name).set(related.objects.filter(slug__in=slugs))
    # As they were when it was last changed, whatever saving it now says.
    if dates := {name: values[name] for name in DATES if name in values}:
        model.objects.filter(pk=row.pk).update(**dates)


def wipe() -> None:
    for model in (*reversed([kind.model for kind in KINDS]), ShippedRow):
        model.objects.all().delete()


def content() -> dict[str, list[dict]]:
    """Everything that the database says of the guide, in the guide's order."""
    return {
        kind.name: [content_of(row) for row in rows_in_order(kind)] for kind in KINDS
    }


def content_of(row: models.Model) -> dict:
    values = {
        field.name: tidy(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if field.name not in OF_THE_SITE
    }
    values = {
        name: value.slug if isinstance(value, models.Model) else value
        for name, value in values.items()
    }
    for field in row._meta.many_to_many:
        slugs = getattr(row, field.name).values_list("slug", flat=True)
        values[field.name] = sorted(slugs)
    return values
