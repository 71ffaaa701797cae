"""The guide as files: articles/content/, read into entries.

A TOML file holds a table of rows. A Markdown file holds one row: TOML front matter
between two lines of +++, then its text. The order of the entries is the guide's order.
`exporting` writes what is read here: a field that is added to KINDS goes both ways.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import models
from django.utils import timezone
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
    and lines in the row; a link names a row by its slug, `links` name several. `state`
    is how a row stands: a file that says one of these fields says them all, and one that
    says none leaves it to the site; then a new row is public at once.
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
    state: tuple[str, ...] = ()

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
        ("slug", "name", "summary", "care_cards", "advice"),
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
        state=("status", "published_at", "last_reviewed_on", "reviewed_by"),
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
        keys = set()
        for path in sorted(folder.glob(kind.pattern)):
            try:
                for row in read_rows(kind, path):
                    entry = Entry(kind, path, complete(kind, row))
                    if entry.key in keys:
                        raise ValueError(f"{kind.key} {entry.key!r} is there twice")
                    keys.add(entry.key)
                    yield entry
            except KeyError as error:
                raise ValueError(f"{path}: {error} is missing") from error
            except (ValueError, TypeError) as error:
                raise ValueError(f"{path}: {error}") from error


def read_rows(kind: Kind, path: Path) -> list[dict]:
    text = path.read_text(encoding="utf-8-sig")  # Notepad puts a mark before the text
    if not kind.text:
        return tomllib.loads(text)[kind.name]
    if text.count("+++\n") < 2:
        raise ValueError("no front matter between two lines of +++")
    _, front_matter, body = text.split("+++\n", 2)
    return [tomllib.loads(front_matter) | {kind.text: body}]


def complete(kind: Kind, row: dict) -> dict:
    """The values of a row, one for each field of its kind, in the form of `tidy`.

    Raises ValueError for a field that the kind does not have, KeyError for no key.
    """
    if unknown := set(row) - set(kind.fields + kind.state):
        raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
    names = kind.fields + (kind.state if set(kind.state) & set(row) else ())
    values = {name: row.get(name, blank(kind, name)) for name in names}
    values |= {name: "\n".join(values[name]) for name in kind.lines}
    values |= {name: sorted(values[name]) for name in kind.links}
    values |= {kind.key: row[kind.key]}
    return {name: tidy(value) for name, value in values.items()}


def blank(kind: Kind, name: str):
    if name in kind.lines + kind.links:
        return []
    return None if kind.model._meta.get_field(name).null else ""


def tidy(value):
    """A value as the files and the database are compared by it: a text without what a
    form in a browser changes unseen (line ends, outer spaces), a day or an instant in
    ISO 8601, the latter in UTC."""
    if isinstance(value, datetime):
        value = value if value.tzinfo else timezone.make_aware(value)
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return normalize_newlines(value).strip() if isinstance(value, str) else value
