"""Putting a folder's guide in the place of the site's: a restore, or a move."""

from pathlib import Path

from django.db import transaction

from ..models import Draft
from ..models.base import Ordered
from ..publishing.lifecycle import discard
from .load import ADDED, UNCHANGED, UPDATED, leave_out_the_rest, named, put_dates, write
from .matching import is_as_in, remember, values_of
from .reader import Entry, read_entries
from .row_kinds import KINDS, Kind

DELETED = "deleted"


@transaction.atomic
def replace_guide(folder: Path) -> list[tuple[Entry, str]]:
    """Make the site's guide what `folder` says, whatever editors did; return each entry
    and each row that went, with what was done.

    Raises ValueError, naming the file, where an entry breaks a rule of its model.
    """
    entries = list(read_entries(folder))
    results = [each for kind in KINDS for each in delete_others(kind, entries)]
    for entry in entries:
        with named(entry):
            results.append((entry, replace(entry)))
    for kind in KINDS:
        put_in_order(kind, entries)
    put_dates([entry for entry in entries if entry.kind.dated in entry.values])
    leave_out_the_rest()
    return results


def delete_others(kind: Kind, entries: list[Entry]) -> list[tuple[Entry, str]]:
    """Delete the rows of a kind that no entry names, unless they have to stay."""
    if kind.stay:
        return []
    keys = [entry.key for entry in entries if entry.kind is kind]
    others = list(kind.model.objects.exclude(**{f"{kind.lookup}__in": keys}))
    gone = [Entry(kind, Path(), values_of(row, kind)) for row in others]
    if kind.model is Draft:
        for row in others:
            discard(row.article)
    kind.model.objects.filter(pk__in=[row.pk for row in others]).delete()
    return [(entry, DELETED) for entry in gone]


def replace(entry: Entry) -> str:
    kind = entry.kind
    row = kind.model.objects.filter(**{kind.lookup: entry.key}).first()
    if row is None:
        write(entry, kind.model(), is_own=True)
        return ADDED
    current = values_of(row, kind)
    if is_as_in(entry, current):
        remember(entry, row, current, is_own=True)
        return UNCHANGED
    write(entry, row, is_own=True)
    return UPDATED


def put_in_order(kind: Kind, entries: list[Entry]) -> None:
    if issubclass(kind.model, Ordered):
        rows = kind.model.objects.in_bulk(field_name=kind.key)
        keys = [entry.key for entry in entries if entry.kind is kind]
        kind.model.objects.put_in_order([rows[key].pk for key in keys])
