"""The rows of the guide beside the entries of its files: which is which, and what it says."""

from django.db import models

from ..models import ShippedRow
from .reader import Entry, tidy
from .row_kinds import KINDS, Kind


def note_of(entry: Entry) -> ShippedRow | None:
    return ShippedRow.objects.filter(kind=entry.kind.name, key=entry.key).first()


def row_of(entry: Entry, note: ShippedRow | None) -> models.Model | None:
    """The entry's row, under whatever slug it has by now, if it came from a file."""
    rows, kind = entry.kind.model.objects, entry.kind
    which = {"pk": note.row_id} if note else {kind.lookup: entry.key}
    return rows.select_for_update().filter(**which).first()


def is_as_in(entry: Entry, current: dict) -> bool:
    return all(current.get(name) == value for name, value in entry.content.items())


def values_of(row: models.Model, kind: Kind) -> dict:
    """The row's values in the form of an entry's that leaves nothing out."""
    values = {name: tidy(getattr(row, name)) for name in kind.names}
    if kind.link:
        values[kind.link] = values[kind.link].slug
    for name in kind.links:
        values[name] = sorted(values[name].values_list("slug", flat=True))
    return values


def remember(entry: Entry, row: models.Model, values: dict, is_own: bool) -> None:
    ShippedRow.objects.update_or_create(
        kind=entry.kind.name,
        key=entry.key,
        defaults={"row_id": row.pk, "values": values, "is_own": is_own},
    )


def linked(kind: Kind, name: str, slugs: list[str]) -> list[models.Model]:
    """The rows that the link `name` names, under whatever slug they have by now.

    Rows that an editor deleted are left out. Raises ValueError for what never was there.
    """
    model = kind.model._meta.get_field(name).related_model
    kind_name = next(each.name for each in KINDS if each.model is model)
    rows = model.objects.in_bulk(slugs, field_name="slug")
    for shipped in ShippedRow.objects.filter(kind=kind_name, key__in=slugs):
        rows.setdefault(shipped.key, model.objects.filter(pk=shipped.row_id).first())
    if unknown := set(slugs) - set(rows):
        raise ValueError(f"{name}: there is no {', '.join(sorted(unknown))}")
    return [row for row in rows.values() if row]
