"""Bringing the guide's files into the database without stepping on an editor.

What a folder of the spa's own brought in follows that folder alone; the guide that ships
with the code updates the rest, so that an upgrade never undoes an import.
"""

from collections.abc import Iterator
from contextlib import contextmanager
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
def load_guide(folder: Path = CONTENT, is_own: bool = False) -> list[tuple[Entry, str]]:
    """Load every entry of `folder`; return each with what was done.

    A row is added when it was never loaded, updated while no editor has touched it,
    and otherwise left alone. All entries are loaded or, on an error, none.

    Raises ValueError, naming the file, where an entry breaks a rule of its model.
    """
    results = []
    for entry in read_entries(folder):
        with named(entry):
            results.append((entry, load_entry(entry, is_own)))
    if is_own:
        leave_out_the_rest()
    return results


@contextmanager
def named(entry: Entry) -> Iterator[None]:
    """What breaks a rule within is a ValueError that names the file and the entry."""
    try:
        yield
    except (ValueError, ValidationError) as error:
        raise ValueError(f"{entry.path}: {entry.key}: {error}") from error


def load_entry(entry: Entry, is_own: bool = False) -> str:
    """Bring one entry in and say what was done."""
    kind, note = entry.kind, note_of(entry)
    row = row_of(entry, note)
    if row is None:
        if note or (kind.link and not linked(kind, kind.link, [entry.key])):
            return LEFT_OUT
        return put(entry, kind.model(), ADDED, is_own)
    follows = is_own or not (note and note.is_own)
    current = values_of(row, kind)
    if is_as_in(entry, current):
        if follows:
            base = note.values | entry.values if note else current
            remember(entry, row, base, is_own)
        return UNCHANGED
    if note is None or not follows or is_touched(entry, current, note):
        return KEPT
    return put(entry, row, UPDATED, is_own)


def note_of(entry: Entry) -> ShippedRow | None:
    return ShippedRow.objects.filter(kind=entry.kind.name, key=entry.key).first()


def row_of(entry: Entry, note: ShippedRow | None) -> models.Model | None:
    """The entry's row, under whatever slug it has by now, if it came from a file."""
    rows, kind = entry.kind.model.objects, entry.kind
    which = {"pk": note.row_id} if note else {kind.lookup: entry.key}
    return rows.select_for_update().filter(**which).first()


def is_as_in(entry: Entry, current: dict) -> bool:
    return all(current[name] == value for name, value in entry.values.items())


def is_touched(entry: Entry, current: dict, note: ShippedRow) -> bool:
    """Whether an editor changed what the entry says, since it was loaded."""
    return any(
        current[name] != note.values.get(name, current[name]) for name in entry.values
    )


def put(entry: Entry, row: models.Model, done: str, is_own: bool) -> str:
    """Write the entry and say `done`, unless an editor's row already has its name."""
    try:
        write(entry, row, is_own)
    except ValidationError as error:
        errors = [each for found in error.error_dict.values() for each in found]
        if {each.code for each in errors} != {"unique"}:
            raise
        return KEPT
    return done


def values_of(row: models.Model, kind: Kind) -> dict:
    """The row's values in the form of an entry's, its state among them."""
    values = {name: tidy(getattr(row, name)) for name in kind.fields + kind.state}
    if kind.link:
        values[kind.link] = values[kind.link].slug
    for name in kind.links:
        values[name] = sorted(values[name].values_list("slug", flat=True))
    return values


def write(entry: Entry, row: models.Model, is_own: bool = False) -> None:
    """Save the entry's values in `row` and note that they came from us.

    Raises ValidationError where a value breaks a rule of its model, ValueError where a
    link names nothing.
    """
    kind = entry.kind
    for name in set(entry.values) - {kind.link, *kind.links}:
        setattr(row, name, entry.values[name])
    if kind.link:
        setattr(row, kind.link, linked(kind, kind.link, [entry.key])[0])
    if row._state.adding and isinstance(row, Ordered):
        row.order = kind.model.objects.next_order()
    if row._state.adding and isinstance(row, Article) and "status" not in entry.values:
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
    remember(entry, row, values_of(row, kind), is_own)


def remember(entry: Entry, row: models.Model, values: dict, is_own: bool) -> None:
    ShippedRow.objects.update_or_create(
        kind=entry.kind.name,
        key=entry.key,
        defaults={"row_id": row.pk, "values": values, "is_own": is_own},
    )


def leave_out_the_rest() -> None:
    """What the shipped guide has and this one lacks stays away, as if it were deleted."""
    for entry in read_entries(CONTENT):
        note = note_of(entry)
        if note is None and row_of(entry, note) is None:
            ShippedRow.objects.create(
                kind=entry.kind.name, key=entry.key, row_id=0, values={}, is_own=True
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
