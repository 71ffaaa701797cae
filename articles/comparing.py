"""Texts value by value, as an editor reads them: labels, words, and what differs."""

from typing import NamedTuple

from django.db import models

from .differences import Piece, differences, folded
from .versions import Values, changed, fields_of, label_of, spoken


class Passage(NamedTuple):
    """A value in words."""

    label: str
    text: str


class Change(NamedTuple):
    """A value that differs, word by word."""

    label: str
    pieces: list[Piece]


def passages(model: type[models.Model], values: Values) -> list[Passage]:
    """The values that say something."""
    told = [
        Passage(label_of(name, field), spoken(field, values[name]))
        for name, field in fields_of(model).items()
    ]
    return [passage for passage in told if passage.text]


def compare(model: type[models.Model], old: Values, new: Values) -> list[Change]:
    """What leads from `old` to `new`; values that are the same are left out."""
    fields = fields_of(model)
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
