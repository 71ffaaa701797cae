"""The versions of a text: what it says now, what it said then, and how that is read.

A row and the rows edited on its page, like a body area and its quick relief, are one
text with one line of versions. The values of a text are plain: `tool` of the quick relief
is at "quick_relief.tool", a link to several rows is a sorted list of their keys.
"""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst, normalize_newlines

from ..models import Article, BodyArea
from ..models.draft import as_edited

PARTS = {BodyArea: "quick_relief"}
DELETED = "-"

Values = dict[str, Any]


def fields_of(model: type[models.Model]) -> dict[str, models.Field]:
    """What an editor can change of a text, by the name of its value."""
    fields = {
        field.name: field
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.editable and not field.primary_key
    }
    if part := PARTS.get(model):
        relation = model._meta.get_field(part)
        for name, field in fields_of(relation.related_model).items():
            if field is not relation.field:
                fields[f"{part}.{name}"] = field
    return fields


def label_of(name: str, field: models.Field) -> str:
    """How the value `name` is called: Quick relief: tool"""
    part, _, _ = name.rpartition(".")
    label = field.verbose_name
    return capfirst(f"{part.replace('_', ' ')}: {label}" if part else label)


def values_of(row: models.Model) -> Values:
    """What the text of `row` says now to its editors, in the database: of a chapter
    with a draft beside it, what the draft says."""
    row, part = edited(type(row)._base_manager.get(pk=row.pk)), None
    if relation := relation_of(type(row)):
        owner = {relation.field.name: row}
        part = relation.related_model._base_manager.filter(**owner).first()
    return read(type(row), row, part, linked)


def edited(row: models.Model) -> models.Model:
    return as_edited(row) if isinstance(row, Article) else row


def linked(row: models.Model, field: models.ManyToManyField) -> list[int]:
    return list(getattr(row, field.name).values_list("pk", flat=True))


def values_at(version: models.Model) -> Values:
    """What the text said as of `version`; of a deletion, what it said last."""
    model, part = version.instance_type, None
    if relation := relation_of(model):
        owner = {f"{relation.field.name}_id": version.id}
        kept = relation.related_model.history.filter(**owner)
        part = kept.filter(history_date__lte=version.history_date).first()
    return read(model, version, part, linked_then)


def linked_then(version: models.Model, field: models.ManyToManyField) -> list[int]:
    if version.history_type == DELETED:  # its links went before it did
        earlier = version_before(version)
        return linked_then(earlier, field) if earlier else []
    return list(
        getattr(version, field.name).values_list(
            f"{field.m2m_reverse_field_name()}_id", flat=True
        )
    )


def relation_of(model: type[models.Model]):
    return model._meta.get_field(PARTS[model]) if model in PARTS else None


def read(model, row, part, linked) -> Values:
    """The values of a row or a version with its part, which may be missing."""
    values = {}
    for name, field in fields_of(model).items():
        holder = part if "." in name else row
        if field.many_to_many:
            values[name] = sorted(linked(holder, field))
        else:
            values[name] = holder and tidy(getattr(holder, field.attname))
    return values


def tidy(value):
    """A value without what a form changes unseen: line ends, outer spaces, fractions of
    a second."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    return normalize_newlines(value).strip() if isinstance(value, str) else value


def digest(values: Values) -> str:
    """A short name for exactly these values."""
    text = json.dumps(values, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def versions_of(model: type[models.Model], pk: int):
    """All versions of a text, the newest first, also of one that was deleted."""
    return model.history.filter(id=pk).order_by("-history_id")


def version_before(version: models.Model):
    earlier = versions_of(version.instance_type, version.id)
    return earlier.filter(history_id__lt=version.history_id).first()


def who_made(version: models.Model) -> str:
    return version.signed or "The set-up"


def changed(old: Values, new: Values) -> list[str]:
    """The names of the values that differ."""
    return [name for name in new if old.get(name) != new[name]]


def spoken(field: models.Field, value: Any) -> str:
    """A value in words: names instead of keys, labels, days and times in spa time."""
    if value is None or value == "":
        return ""
    if field.many_to_many:
        return "\n".join(names_of(field.related_model, value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return spoken_moment(value)
    return date_format(value, "F j, Y") if isinstance(value, date) else str(value)


def names_of(model: type[models.Model], keys: list[int]) -> list[str]:
    rows = model._base_manager.in_bulk(keys)
    gone = f"{model._meta.verbose_name} that was deleted since"
    return sorted(str(rows[key]) for key in keys if key in rows) + [
        f"(a {gone})" for key in keys if key not in rows
    ]


def spoken_moment(at: datetime) -> str:
    """March 3, 2027, 2:10 PM, from an aware datetime"""
    return date_format(timezone.localtime(at), "F j, Y, g:i A")
