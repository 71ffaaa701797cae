"""Rows that a text refers to: fetched with one query a model, shown by a component.

A text never repeats a figure or a card; it names the row, and the row is the truth.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html

from .models import BodyArea, CareCard, Dose, Source, Stretch


class Reference(NamedTuple):
    """A row as a text names it: `{kind slug}`."""

    kind: str
    slug: str

    def __str__(self):
        return f"{{{self.kind} {self.slug}}}" if self.slug else f"{{{self.kind}}}"


class Kind(NamedTuple):
    """How references of one kind are looked up and shown.

    `show` turns a row, or with `whole` the list of all rows, into safe HTML.
    """

    rows: Callable[[], QuerySet]
    show: Callable[[Any], str]
    whole: bool = False


def areas() -> QuerySet:
    return BodyArea.objects.with_relief()


def component(template: str, name: str) -> Callable[[Any], str]:
    return lambda row: render_to_string(f"components/{template}.html", {name: row})


def amount(words: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda row: format_html('<span class="dose">{}</span>', words(row))


CARDS = {
    "care-card": Kind(CareCard.objects.all, component("care_card", "card")),
    "relief": Kind(areas, component("relief_card", "area")),
    "relief-table": Kind(areas, component("relief_table", "areas"), whole=True),
    "stretch": Kind(Stretch.objects.all, component("stretch", "stretch")),
}
AMOUNTS = {
    "dose": Kind(Dose.objects.all, amount(lambda dose: dose.spoken)),
    "hold": Kind(areas, amount(lambda area: area.quick_relief.spoken_hold)),
    "stretch-hold": Kind(Stretch.objects.all, amount(lambda row: row.spoken_hold)),
}
KINDS = CARDS | AMOUNTS


def fetch_references(wanted: Iterable[Reference]) -> dict[Reference, str]:
    """The HTML of each reference whose row exists."""
    by_rows = defaultdict(set)
    for reference in wanted:
        by_rows[KINDS[reference.kind].rows].add(reference)
    return {
        reference: KINDS[reference.kind].show(subject)
        for rows, references in by_rows.items()
        for reference, subject in subjects(rows(), references)
    }


def subjects(rows: QuerySet, references: set[Reference]) -> Iterator:
    """Pairs of a reference and what it shows; what does not exist is left out."""
    if not any(KINDS[reference.kind].whole for reference in references):
        rows = rows.filter(slug__in={reference.slug for reference in references})
    found = {row.slug: row for row in rows}
    for reference in references:
        if KINDS[reference.kind].whole:
            yield reference, list(found.values())
        elif reference.slug in found:
            yield reference, found[reference.slug]


def fetch_sources(slugs: Iterable[str]) -> dict[str, Source]:
    """The sources among `slugs` that exist, by their slug."""
    return Source.objects.in_bulk(set(slugs), field_name="slug")
