"""The guide as files: articles/content/, read into entries.

A TOML file holds a table of rows. A Markdown file holds one row: TOML front matter
between two lines of +++, then its text. The order of the entries is the guide's order.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.utils.text import normalize_newlines

from .models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    Question,
    QuickRelief,
    Source,
    Stretch,
)

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Kind:
    """How one kind of entry is filed: its files, its fields and which one is the key.

    `text` is the field that a Markdown file's body fills; `lines` are lists in the file
    and lines in the row; a link names a row by its slug, `links` name several.
    """

    name: str
    model: type[models.Model]
    pattern: str
    fields: tuple[str, ...]
    key: str = "slug"
    text: str = ""
    lines: tuple[str, ...] = ()
    link: str = ""
    links: tuple[str, ...] = ()

    @property
    def lookup(self) -> str:
        """The key's name in a query."""
        return f"{self.key}__slug" if self.key == self.link else self.key


# Rows come after the rows that they refer to.
KINDS = [
    Kind("source", Source, "sources.toml", ("slug", "citation", "url")),
    Kind(
        "dose",
        Dose,
        "doses.toml",
        ("slug", "name", "from_seconds", "to_seconds", "detail"),
    ),
    Kind(
        "care_card",
        CareCard,
        "care-cards.toml",
        ("slug", "level", "heading", "bullets"),
        lines=("bullets",),
    ),
    Kind(
        "body_area",
        BodyArea,
        "body-areas.toml",
        ("slug", "name", "summary", "advice", "care_cards"),
        links=("care_cards",),
    ),
    Kind(
        "quick_relief",
        QuickRelief,
        "quick-relief.toml",
        (
            *("area", "tool", "action", "stop_sign"),
            *("hold_from_seconds", "hold_to_seconds", "drawing"),
        ),
        key="area",
        link="area",
    ),
    Kind(
        "stretch",
        Stretch,
        "stretches.toml",
        (
            *("slug", "name", "target", "areas", "steps"),
            *("hold_from_seconds", "hold_to_seconds", "sides", "caution", "drawing"),
        ),
        lines=("steps",),
        links=("areas",),
    ),
    Kind(
        "question",
        Question,
        "questions/*.md",
        ("question", "slug", "answer"),
        text="answer",
    ),
    Kind(
        "chapter",
        Article,
        "chapters/*.md",
        ("title", "slug", "summary", "body"),
        text="body",
    ),
]


@dataclass(frozen=True)
class Entry:
    """One row of the guide as the files have it."""

    kind: Kind
    path: Path
    values: dict

    @property
    def key(self) -> str:
        return self.values[self.kind.key]


def read_entries(folder: Path = CONTENT) -> Iterator[Entry]:
    """All entries of `folder`, rows after the rows that they refer to.

    Raises ValueError, naming the file, where one can't be read.
    """
    for kind in KINDS:
        for path in sorted(folder.glob(kind.pattern)):
            try:
                for row in read_rows(kind, path):
                    yield Entry(kind, path, complete(kind, row))
            except KeyError as error:
                raise ValueError(f"{path}: {error} is missing") from error
            except (ValueError, TypeError) as error:
                raise ValueError(f"{path}: {error}") from error


def read_rows(kind: Kind, path: Path) -> list[dict]:
    text = path.read_text(encoding="utf-8")
    if not kind.text:
        return tomllib.loads(text)[kind.name]
    if text.count("+++\n") < 2:
        raise ValueError("no front matter between two lines of +++")
    _, front_matter, body = text.split("+++\n", 2)
    return [tomllib.loads(front_matter) | {kind.text: body}]


def complete(kind: Kind, row: dict) -> dict:
    """The values of a row, one for each field of its kind, as the database keeps them.

    Raises ValueError for a field that the kind does not have, KeyError for no key.
    """
    if unknown := set(row) - set(kind.fields):
        raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
    values = {name: row.get(name, blank(kind, name)) for name in kind.fields}
    values |= {name: "\n".join(values[name]) for name in kind.lines}
    values |= {name: sorted(values[name]) for name in kind.links}
    values |= {kind.key: row[kind.key]}
    return {name: tidy(value) for name, value in values.items()}


def blank(kind: Kind, name: str):
    if name in kind.lines + kind.links:
        return []
    return None if kind.model._meta.get_field(name).null else ""


def tidy(value):
    """A text without what a form in a browser changes unseen: line ends, outer spaces."""
    return normalize_newlines(value).strip() if isinstance(value, str) else value
