"""Texts value by value, as an editor reads them: labels, words, and what differs."""

from typing import NamedTuple

from django.db import models

from .differences import Piece, differences, folded
from .models import Article
from .versions import Values, changed, fields_of, label_of, spoken

# When a chapter appears is no part of its versions, yet its editors can differ about it.
APPEARS_AT = {"appears_at": models.DateTimeField("appears on")}


class Passage(NamedTuple):
    """A value in words."""

    label: str
    text: str


class Change(NamedTuple):
    """A value that differs, word by word."""

    label: str
    pieces: list[Piece]


def told_fields(model: type[models.Model]) -> dict[str, models.Field]:
    """What can be told of a text, by the name of its value."""
    return fields_of(model) | (APPEARS_AT if model is Article else {})


def passages(model: type[models.Model], values: Values) -> list[Passage]:
    """The values that say something."""
    told = [
        Passage(label_of(name, field), spoken(field, values.get(name)))
        for name, field in told_fields(model).items()
    ]
    return [passage for passage in told if passage.text]


def compare(model: type[models.Model], old: Values, new: Values) -> list[Change]:
    """What leads from `old` to `new`; values that are the same are left out."""
    fields = told_fields(model)
    return [
        Change(
            label_of(name, fields[name]),
            folded(
                differences(
                    spoken(fields[name], old[name]), spoken(fields[name], new[name])
                )
            ),
        )
        for name in changed(old, new)
    ]
