"""The way back to a version of a text, and to a text that was deleted."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from ..content_checks.registry import problems
from ..models import Article
from ..models.base import markdown_field
from ..models.draft import as_edited, texts_of
from ..revisions.record import record_revision, skip_revision
from ..revisions.recorded_fields import (
    PARTS,
    Values,
    fields_of,
    label_of,
    relation_of,
    spoken_moment,
    values_at,
)
from . import lifecycle

# What a restored text leaves as it is: where it stands on the web, and whether.
STAYS = {"slug", "status", "published_at"}


def restorable(values: Values) -> Values:
    """What `restore` makes of these values the present text."""
    return {name: value for name, value in values.items() if name not in STAYS}


@transaction.atomic
def restore(version: models.Model, by=None) -> tuple[models.Model, str]:
    """Make what a text said as of `version` its present text, as a new version; return
    its row, and what was done.

    Of a chapter that is the draft beside it, where there is one. Its address and whether
    readers see it stay as they are. Raises ValidationError, with the label of each
    value, where the text would not be accepted today.
    """
    model = version.instance_type
    row = model.objects.select_for_update().get(pk=version.id)
    reason = f"Restored from {spoken_moment(version.history_date)}"
    save_values(row, restorable(values_at(version)), by, reason)
    record_revision(row, reason)
    return row, reason


@transaction.atomic
def bring_back(deletion: models.Model) -> tuple[models.Model, str]:
    """Make a deleted text again as it was, in its place, as a new version; return its
    row, and what was done. A chapter that missed its time comes back as a draft, which
    readers don't see. Raises ValidationError where it would not be accepted today.
    """
    row = deletion.instance_type(pk=deletion.id)
    row.order = type(row).objects.next_order()
    values, reason = values_at(deletion), "Brought back"
    if missed_its_time(deletion):
        values["status"] = Article.Status.DRAFT
        reason = "Brought back as a draft, as its time to appear had passed"
    save_values(row, values)
    others = type(row).objects.exclude(pk=row.pk)
    pks = list(others.order_by("order").values_list("pk", flat=True))
    pks.insert(deletion.order - 1, row.pk)
    type(row).objects.put_in_order(pks)
    row.refresh_from_db(fields=["order"])
    record_revision(row, reason)
    return row, reason


def missed_its_time(deletion: models.Model) -> bool:
    """Whether a chapter was to appear in the time since it was deleted."""
    return (
        deletion.instance_type is Article
        and deletion.status == Article.Status.SCHEDULED
        and deletion.published_at <= timezone.now()
    )


def save_values(row: models.Model, values: Values, by=None, reason: str = "") -> None:
    """Check these values and save them in `row`, its part and its links."""
    fields = fields_of(type(row))
    own = {name: value for name, value in values.items() if "." not in name}
    links = {name: own.pop(name) for name in [*own] if fields[name].many_to_many}
    slug = as_edited(row).slug if is_chapter(row) else ""
    fill(row, own)
    if is_chapter(row):
        lifecycle.save(row, texts_of(row) | {"slug": slug}, by, reason)
    else:
        skip_revision(row)
        row.save(force_insert=row._state.adding)
    for name, keys in links.items():
        there = fields[name].related_model.objects.filter(pk__in=keys)
        getattr(row, name).set(there)
    if part := part_of(row, values):
        part.save()
    check_markdown(row)


def is_chapter(row: models.Model) -> bool:
    """Whether `row` is a chapter that is there, whose life has rules of its own."""
    return isinstance(row, Article) and not row._state.adding


def part_of(row: models.Model, values: Values) -> models.Model | None:
    """The part of `row` with its values, checked; None where there was none then."""
    relation = relation_of(type(row))
    prefix = f"{PARTS.get(type(row))}."
    own = {
        name.removeprefix(prefix): value
        for name, value in values.items()
        if name.startswith(prefix)
    }
    if not relation or all(value is None for value in own.values()):
        return None
    model, owner = relation.related_model, {relation.field.name: row}
    part = model.objects.filter(**owner).first()
    if part is None:  # under its old key, by which `loadguide` knows it
        kept = model.history.filter(**{f"{relation.field.name}_id": row.pk}).first()
        part = model(pk=kept.id, **owner)
    fill(part, own, prefix)
    return part


def fill(row: models.Model, values: Values, prefix: str = "") -> None:
    """Set these values in `row`; raise ValidationError where one is not accepted."""
    fields = fields_of(type(row))
    for name, value in values.items():
        setattr(row, fields[name].attname, value)
    try:
        row.full_clean()
    except ValidationError as error:
        refuse(fields, error.message_dict, prefix)


def check_markdown(row: models.Model) -> None:
    """Raise ValidationError where a text could not be shown. It may name its own row, so
    this comes when that is there."""
    if name := markdown_field(type(row)):
        refuse(fields_of(type(row)), {name: problems(getattr(row, name))})


def refuse(fields: dict, reasons: dict[str, list[str]], prefix: str = "") -> None:
    """Raise ValidationError if there is a reason to, with the label of each value."""
    told = []
    for name, messages in reasons.items():
        label = f"{label_of(prefix + name, fields[name])}: " if name in fields else ""
        told += [label + message for message in messages]
    if told:
        raise ValidationError(told)
