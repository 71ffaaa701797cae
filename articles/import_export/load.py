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

from ..models import Article, Draft, Question, ShippedRow
from ..models.base import Ordered
from ..publishing.redirects import redirect_former_slugs
from ..revisions.record import record_revision, skip_revision
from .matching import is_as_in, linked, note_of, remember, row_of, values_of
from .reader import CONTENT, Entry, read_entries, tidy

ADDED, UPDATED, UNCHANGED = "added", "updated", "unchanged"
KEPT, LEFT_OUT = "kept as edited", "left out, as an editor deleted it"


@transaction.atomic
def load_guide(folder: Path = CONTENT, is_own: bool = False) -> list[tuple[Entry, str]]:
    """Load every entry of `folder`; return each with what was done.

    A row is added when it was never loaded, updated while no editor has touched it,
    and otherwise left alone. A draft goes with the text that it is the next of: beside
    one that was kept as edited it is not loaded. All entries are or, on an error, none.

    Raises ValueError, naming the file, where an entry breaks a rule of its model.
    """
    results, later = [], []
    for entry in read_entries(folder):
        with named(entry):
            is_news = is_later(entry, is_own)
            waits = is_beside_edited(entry, results)
            done = KEPT if waits else load_entry(entry, is_own)
        results.append((entry, done))
        if is_news and done in (ADDED, UPDATED, UNCHANGED):
            later.append(entry)
    put_dates(later)
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


def is_beside_edited(entry: Entry, results: list[tuple[Entry, str]]) -> bool:
    """Whether the entry is a draft of a chapter that has another text here by now."""
    kept = {(other.kind.model, other.key) for other, done in results if done == KEPT}
    return entry.kind.model is Draft and (Article, entry.link) in kept


def load_entry(entry: Entry, is_own: bool = False) -> str:
    """Bring one entry in and say what was done."""
    kind, note = entry.kind, note_of(entry)
    row = row_of(entry, note)
    if row is None:
        # A draft that said something else was another one; this one nobody deleted.
        was_here = note and (kind.model is not Draft or is_as_in(entry, note.values))
        if was_here or (kind.link and not linked(kind, kind.link, [entry.link])):
            return LEFT_OUT
        return put(entry, kind.model(), ADDED, is_own)
    current = values_of(row, kind)
    if is_as_in(entry, current):
        if follows(note, is_own):
            base = note.values | entry.values if note else current
            remember(entry, row, base, is_own)
        return UNCHANGED
    if note is None or not follows(note, is_own) or is_touched(entry, current, note):
        return KEPT
    return put(entry, row, UPDATED, is_own)


def follows(note: ShippedRow | None, is_own: bool) -> bool:
    """Whether the row noted goes with these files, be they the spa's own or shipped."""
    return is_own or not (note and note.is_own)


def is_touched(entry: Entry, current: dict, note: ShippedRow) -> bool:
    """Whether an editor changed what the entry says, since it was loaded."""
    return any(
        current[name] != note.values.get(name, current[name]) for name in entry.content
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


def write(entry: Entry, row: models.Model, is_own: bool = False) -> None:
    """Save the entry's values in `row` and note that they came from us.

    Raises ValidationError where a value breaks a rule of its model, ValueError where a
    link names nothing.
    """
    kind = entry.kind
    for name in set(entry.values) - {kind.link, *kind.links}:
        setattr(row, name, entry.values[name])
    if kind.link:
        setattr(row, kind.link, linked(kind, kind.link, [entry.link])[0])
    if row._state.adding and isinstance(row, Ordered):
        row.order = kind.model.objects.next_order()
    if row._state.adding and isinstance(row, Article) and "status" not in entry.values:
        row.status, row.published_at = Article.Status.PUBLISHED, timezone.now()
    if isinstance(row, Article | Draft):
        setattr(row, kind.dated, timezone.now())
    row.full_clean()
    text = getattr(row, kind.link) if kind.link else row
    skip_revision(text)
    row.save()
    if has_place(row):
        redirect_former_slugs(row)
    for name in kind.links:
        getattr(row, name).set(linked(kind, name, entry.values[name]))
    if hasattr(text, "history"):
        record_revision(text, "From the guide’s files")
    remember(entry, row, values_of(row, kind), is_own)


def has_place(row: models.Model) -> bool:
    """Whether readers can see the text at an address of its own."""
    is_seen = isinstance(row, Article) and row.status in Article.SEEN
    return is_seen or isinstance(row, Question)


def is_later(entry: Entry, is_own: bool) -> bool:
    """Whether the row, if it is there, should follow the entry to a later date.

    Any other date was left as it was when somebody edited the file.
    """
    date = entry.values.get(entry.kind.dated)
    if date is None:
        return False
    note = note_of(entry)
    row = row_of(entry, note)
    is_newer = row is None or date > tidy(getattr(row, entry.kind.dated))
    return is_newer and follows(note, is_own)


def put_dates(entries: list[Entry]) -> None:
    """Date the rows of these entries as their files do. This comes after all else, as
    saving dates a row, and the row that it is part of."""
    for entry in entries:
        dated, note = entry.kind.dated, note_of(entry)
        rows = entry.kind.model.objects.filter(pk=note.row_id)
        rows.update(**{dated: entry.values[dated]})


def leave_out_the_rest() -> None:
    """What the shipped guide has and this one lacks stays away, as if it were deleted."""
    for entry in read_entries(CONTENT):
        note = note_of(entry)
        if note is None and row_of(entry, note) is None:
            ShippedRow.objects.create(
                kind=entry.kind.name, key=entry.key, row_id=0, values={}, is_own=True
            )
