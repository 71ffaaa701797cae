"""Writing the guide back to files, in the form in which `reader` reads them.

The same guide gives the same bytes, so that a folder of it can be kept in git.
"""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from pathlib import Path

import tomli_w
from django.core.validators import validate_slug
from django.db import models, transaction

from ..models.base import Ordered
from .image_files import put_file
from .matching import values_of
from .reader import read_entries
from .row_kinds import KINDS, Kind

NOTHING = ("", None, [])


@transaction.atomic
def export_guide(folder: Path) -> dict[str, list[str]]:
    """Make the files in `folder` those of the guide; return the names that were
    "written" and "removed". `image_files` writes the pictures.

    Only a folder whose files `reader` can read is written to, and of its files
    only those that hold entries. Raises ValueError for another, OSError.
    """
    list(read_entries(folder))
    contents = {name: text for kind in KINDS for name, text in files_of(kind, folder)}
    written = [
        name
        for name, text in contents.items()
        if put_file(folder / name, text.encode("utf-8"))
    ]
    there = {
        path.relative_to(folder).as_posix()
        for kind in KINDS
        for path in folder.glob(kind.pattern)
    }
    removed = sorted(there - set(contents))
    for name in removed:
        (folder / name).unlink()
    return {"written": written, "removed": removed}


def files_of(kind: Kind, folder: Path) -> Iterator[tuple[str, str]]:
    """The names and texts of the files of a kind."""
    rows = list(rows_in_order(kind))
    if not kind.text:
        if rows:
            tables = [f"[[{kind.name}]]\n{toml(filed(row, kind))}" for row in rows]
            yield kind.pattern, "\n".join([*comment(folder / kind.pattern), *tables])
        return
    digits = max(2, len(str(len(rows))))
    for number, row in enumerate(rows, start=1):
        values = filed(row, kind)
        key = values[kind.key]
        validate_slug(key)  # a name that leads nowhere else
        place = f"{number:0{digits}}-" if isinstance(row, Ordered) else ""
        yield kind.pattern.replace("*", place + key), markdown_file(kind, values)


def rows_in_order(kind: Kind) -> models.QuerySet:
    """The rows of a kind in an order that is the same on every site."""
    ordering = [name for name in kind.model._meta.ordering if name != "-pk"]
    return kind.model.objects.order_by(*ordering, kind.lookup)


def filed(row: models.Model, kind: Kind) -> dict:
    """A row as its file has it: lists for lines, TOML's own dates, nothing empty."""
    values = values_of(row, kind)
    for name in kind.lines:
        values[name] = values[name].split("\n")
    for name in values:
        if isinstance(getattr(row, name), date):
            values[name] = getattr(row, name)
    return {name: value for name, value in values.items() if value not in NOTHING}


def markdown_file(kind: Kind, values: dict) -> str:
    text = values.pop(kind.text, "")
    # On one line each, so that no value can look like the front matter's end.
    front_matter = tomli_w.dumps(values, indent=2)
    return f"+++\n{front_matter}+++\n\n{text}\n"


def toml(values: dict) -> str:
    texts = {
        name: f"{value}\n"
        for name, value in values.items()
        if isinstance(value, str) and "\n" in value
    }
    return tomli_w.dumps(values | texts, multiline_strings=True, indent=2)


def comment(path: Path) -> list[str]:
    """What someone wrote above the first table of a file; it stays."""
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    head = list(takewhile(lambda line: line.startswith("#"), lines))
    return ["\n".join(head) + "\n"] if head else []
