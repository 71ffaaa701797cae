"""The guide as files: articles/content/, read into entries.

A TOML file holds a table of rows. A Markdown file holds one row: TOML front matter
between two lines of +++, then its text. The order of the entries is the guide's order.
`export` writes what is read here.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.utils import timezone
from django.utils.text import normalize_newlines

from ..models import Article, FormerQuestionSlug, FormerSlug, Question
from ..utils.text import NOT_TEXT
from .row_kinds import KINDS, Kind

CONTENT = Path(__file__).parents[1] / "content"

# Whose address a former one was, and may not be now.
FORMER = {FormerSlug: Article, FormerQuestionSlug: Question}


@dataclass(frozen=True)
class Entry:
    """One row of the guide as the files have it."""

    kind: Kind
    path: Path
    values: dict

    @property
    def key(self) -> str:
        return self.values[self.kind.key]

    @property
    def link(self) -> str:
        """The slug of the row that it belongs to, if it belongs to one."""
        return self.values.get(self.kind.link, "")

    @property
    def content(self) -> dict:
        """What it says, without when that was last changed."""
        values = self.values.items()
        return {name: value for name, value in values if name != self.kind.dated}


def read_entries(folder: Path = CONTENT) -> Iterator[Entry]:
    """All entries of `folder`, rows after the rows that they refer to.

    Raises ValueError, naming the file, where one can't be read.
    """
    live = set()
    for kind in KINDS:
        keys = set()
        for path in sorted(folder.glob(kind.pattern)):
            try:
                for row in read_rows(kind, path):
                    entry = Entry(kind, path, complete(kind, row))
                    if entry.key in keys:
                        raise ValueError(f"{kind.key} {entry.key!r} is there twice")
                    owner = FORMER.get(kind.model)
                    if (owner, entry.key) in live:
                        name = owner._meta.verbose_name
                        raise ValueError(f"a {name} has the address {entry.key!r} now")
                    keys.add(entry.key)
                    if has_readers(entry):
                        live.add((kind.model, entry.key))
                    yield entry
            except KeyError as error:
                raise ValueError(f"{path}: {error} is missing") from error
            except (ValueError, TypeError) as error:
                raise ValueError(f"{path}: {error}") from error


def has_readers(entry: Entry) -> bool:
    """Whether its address is known: from then on it is nobody's former one."""
    status = entry.values.get("status", Article.Status.PUBLISHED)
    return status in Article.SEEN


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

    Raises ValueError for a field that the kind does not have, KeyError for no key or
    link, TypeError for a list that is none or a date without a time.
    """
    if unknown := set(row) - set(kind.names):
        raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
    names = kind.fields + (kind.state if set(kind.state) & set(row) else ())
    values = {name: row.get(name, blank(kind, name)) for name in names}
    values |= {name: "\n".join(values[name]) for name in kind.lines}
    values |= {name: sorted(values[name]) for name in kind.links}
    values |= {name: row[name] for name in (kind.key, kind.link) if name}
    if kind.dated in row:
        values[kind.dated] = row[kind.dated]
        if not isinstance(row[kind.dated], datetime):
            raise TypeError(f"{kind.dated} is not a date with a time")
    return {name: tidy(value) for name, value in values.items()}


def blank(kind: Kind, name: str):
    if name in kind.lines + kind.links:
        return []
    return None if kind.model._meta.get_field(name).null else ""


def tidy(value):
    """A value as the files and the database are compared by it: a text without what a
    form in a browser changes unseen (line ends, outer spaces) or takes out (what is no
    character), a day or an instant in ISO 8601, the latter in UTC."""
    if isinstance(value, datetime):
        value = value if value.tzinfo else timezone.make_aware(value)
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return NOT_TEXT.sub("", normalize_newlines(value)).strip()
    return value
