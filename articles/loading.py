"""Bringing the guide's files into the database without stepping on an editor."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from .content_files import CONTENT, KINDS, Entry, Kind, read_entries, tidy
from .keeping import hold_back, keep
from .models import Article, ShippedRow
from .models.ordered import Ordered

ADDED, UPDATED, UNCHANGED = "added", "updated", "unchanged"
KEPT, LEFT_OUT = "kept as edited", "left out, as an editor deleted it"


@transaction.atomic
def load_guide(folder: Path = CONTENT) -> list[tuple[Entry, str]]:
    """Load every entry of `folder`; return each with what was done.

    A row is added when it was never loaded, updated while no editor has touched it,
    and otherwise left alone. All entries are loaded or, on an error, none.

    Raises ValueError, naming the file, where an entry breaks a rule of its model.
    """
    results = []
    for entry in read_entries(folder):
        try:
            results.append((entry, load_entry(entry)))
        except (ValueError, ValidationError) as error:
            raise ValueError(f"{entry.path}: {entry.key}: {error}") from error
    return results


def load_entry(entry: Entry) -> str:
    """Bring one entry in and say what was done."""
    kind = entry.kind
    shipped = ShippedRow.objects.filter(kind=kind.name, key=entry.key).first()
    if shipped is None:
        row = kind.model.objects.filter(**{kind.lookup: entry.key}).first()
        if row:
            return UNCHANGED if values_of(row, kind) == entry.values else KEPT
        if kind.link and not linked(kind, kind.link, [entry.key]):
            return LEFT_OUT
        return put(entry, kind.model(), ADDED)
    row = kind.model.objects.select_for_update().filter(pk=shipped.row_id).first()
    if row is None:
        return LEFT_OUT
    current = values_of(row, kind)
    if current == entry.values:
        return UNCHANGED
    if any(
        current[name] != shipped.values.get(name, current[name]) for name in current
    ):
        return KEPT
    return put(entry, row, UPDATED)


def put(entry: Entry, row: models.Model, done: str) -> str:
    """Write the entry and say `done`, unless an editor's row already has its name."""
    try:
        write(entry, row)
    except ValidationError as error:
        errors = [each for found in error.error_dict.values() for each in found]
        if {each.code for each in errors} != {"unique"}:
            raise
        return KEPT
    return done


def values_of(row: models.Model, kind: Kind) -> dict:
    """The row's values in the form of an entry's."""
    values = {name: tidy(getattr(row, name)) for name in kind.fields}
    if kind.link:
        values[kind.link] = values[kind.link].slug
    for name in kind.links:
        values[name] = sorted(values[name].values_list("slug", flat=True))
    return values


def write(entry: Entry, row: models.Model) -> None:
    """Save the entry's values in `row` and note that they came from us.

    Raises ValidationError where a value breaks a rule of its model, ValueError where a
    link names nothing.
    """
    kind = entry.kind
    for name in set(kind.fields) - {kind.link, *kind.links}:
        setattr(row, name, entry.values[name])
    if kind.link:
        setattr(row, kind.link, linked(kind, kind.link, [entry.key])[0])
    if row._state.adding and isinstance(row, Ordered):
        row.order = kind.model.objects.next_order()
    if row._state.adding and isinstance(row, Article):
        row.status, row.published_at = Article.Status.PUBLISHED, timezone.now()
    if isinstance(row, Article):
        row.updated_at = timezone.now()
    row.full_clean()
    text = getattr(row, kind.link) if kind.link else row
    hold_back(text)
    row.save()
    for name in kind.links:
        getattr(row, name).set(linked(kind, name, entry.values[name]))
    if hasattr(text, "history"):
        keep(text, "From the guide’s files")
    ShippedRow.objects.update_or_create(
        kind=kind.name,
        key=entry.key,
        defaults={"row_id": row.pk, "values": entry.values},
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
