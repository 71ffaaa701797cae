"""Rows that a text refers to: fetched with one query a model, shown by a component.

A text never repeats a figure or a card; it names the row, and the row is the truth.
Drawings, which are files, are placed in the same way.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html

from ..images.illustrations import Drawing, all_drawings
from ..models import BodyArea, CareCard, Dose, Source, Stretch


class Reference(NamedTuple):
    """A row as a text names it: `{kind slug}`, or `{kind slug: caption}`."""

    kind: str
    slug: str
    caption: str = ""

    def __str__(self):
        return f"{{{self.kind} {self.slug}}}" if self.slug else f"{{{self.kind}}}"


class Citation(NamedTuple):
    """A source as a text shows it."""

    slug: str
    citation: str
    url: str


class Kind(NamedTuple):
    """How references of one kind are looked up and shown.

    `find` looks up what the slugs name, or without them everything. `show` turns one of
    that, or with `whole` the list of all, and a caption into safe HTML; only a
    `captioned` kind can have one.
    """

    find: Callable[[set[str] | None], dict[str, Any]]
    show: Callable[[Any, str], str]
    whole: bool = False
    captioned: bool = False


def by_slug(rows: Callable[[], QuerySet]) -> Callable[[set[str] | None], dict]:
    """How to look rows up by their slugs, with one query."""

    def find(slugs: set[str] | None) -> dict[str, Any]:
        found = rows() if slugs is None else rows().filter(slug__in=slugs)
        return {row.slug: row for row in found}

    return find


def find_drawings(_slugs: set[str] | None) -> dict[str, Drawing]:
    return all_drawings()


def component(template: str, name: str) -> Callable[[Any, str], str]:
    return lambda row, caption: render_to_string(
        f"components/relief/{template}.html", {name: row, "caption": caption}
    )


def amount(words: Callable[[Any], str]) -> Callable[[Any, str], str]:
    return lambda row, _caption: format_html('<span class="dose">{}</span>', words(row))


areas = by_slug(BodyArea.objects.with_relief)
doses = by_slug(Dose.objects.all)
stretches = by_slug(Stretch.objects.all)

CARDS = {
    "care-card": Kind(by_slug(CareCard.objects.all), component("care_card", "card")),
    "drawing": Kind(find_drawings, component("drawing", "drawing"), captioned=True),
    "relief": Kind(areas, component("relief_card", "area")),
    "relief-table": Kind(areas, component("relief_table", "areas"), whole=True),
    "stretch": Kind(stretches, component("stretch", "stretch")),
    "timer": Kind(doses, component("dose_timer", "dose")),
}
AMOUNTS = {
    "dose": Kind(doses, amount(lambda dose: dose.spoken)),
    "hold": Kind(areas, amount(lambda area: area.quick_relief.spoken_hold)),
    "stretch-hold": Kind(stretches, amount(lambda row: row.spoken_hold)),
}
KINDS = CARDS | AMOUNTS


def fetch_references(wanted: Iterable[Reference]) -> dict[Reference, str]:
    """The HTML of each reference whose row exists."""
    by_finder = defaultdict(set)
    for reference in wanted:
        by_finder[KINDS[reference.kind].find].add(reference)
    return {
        reference: KINDS[reference.kind].show(subject, reference.caption)
        for find, references in by_finder.items()
        for reference, subject in subjects(find, references)
    }


def subjects(find: Callable, references: set[Reference]) -> Iterator:
    """Pairs of a reference and what it shows; what does not exist is left out."""
    whole = any(KINDS[reference.kind].whole for reference in references)
    found = find(None if whole else {reference.slug for reference in references})
    for reference in references:
        if KINDS[reference.kind].whole:
            yield reference, list(found.values())
        elif reference.slug in found:
            yield reference, found[reference.slug]


def fetch_sources(slugs: Iterable[str]) -> dict[str, Citation]:
    """The sources among `slugs` that exist, by their slug."""
    found = Source.objects.filter(slug__in=set(slugs))
    return {
        each.slug: each
        for each in starmap(Citation, found.values_list(*Citation._fields))
    }
