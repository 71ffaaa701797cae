"""Markup that readers would see as it is typed, or not at all. These are errors."""

import re
from collections.abc import Iterator

from markdown_it.rules_block.table import escapedSplit

from ...markdown.renderer import cited_in, references_in
from ...markdown.shortcodes import CARDS, fetch_references, fetch_sources
from ...markdown.syntax import CALLOUTS, walk
from ...markdown.transforms import picture_problems
from ..context import Guide
from ..document import Block, Text, first_line
from ..finding import Finding, error, short

STRAY = {
    "reference": re.compile(r"\{([a-z-]+)(?: [^{}\n]{0,200}|)\}"),
    "citation": re.compile(r"\[\^[^\[\]\n]{0,100}\]"),
    "HTML": re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|<!--"),
}
NAMES = re.compile(r"\{([^{}:\n]{1,200})(?::[^{}\n]*)?\}|\[\^[a-z0-9-]+\]")


def unknown_names(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Rows and sources that a text names and the guide does not have."""
    wanted, cited = references_in(text.tokens), cited_in(text.tokens)
    found, sources = fetch_references(wanted), fetch_sources(cited)
    unknown = [str(reference) for reference in wanted if reference not in found]
    unknown += [f"[^{slug}]" for slug in cited if slug not in sources]
    lines = lines_with(set(unknown), text)
    for name in unknown:
        yield error(
            "markup",
            f"{name} names nothing in the guide.",
            line=lines.get(name, 0),
            quote=name,
        )


def lines_with(names: set[str], text: Text) -> dict[str, int]:
    """In which line each name stands first: all of them are written in one of two ways."""
    found = {}
    for number, line in enumerate(text.lines, start=1):
        for match in NAMES.finditer(line):
            name = f"{{{match[1]}}}" if match[1] else match[0]
            if name in names:
                found.setdefault(name, number)
    return found


def pictures(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Pictures that are not ours, or that say nothing to those who can't see them."""
    for block in text.blocks:
        for token in walk(block.token.children or []):
            if token.type == "image":
                for problem in picture_problems(token):
                    where = {"line": block.line, "quote": str(token.attrs["src"])}
                    yield error("picture", problem, **where)


def call_outs(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Call-outs without their end, which swallow what comes after them."""
    closing_lines = set()
    for token in text.tokens:
        if token.type != "container_callout_open":
            continue
        end = token.map[1]
        if is_colons(text, end) and end not in closing_lines:
            closing_lines.add(end)
            continue
        opening = f"::: {token.info.strip()}"
        yield error(
            "call-out",
            f"“{short(opening)}” has no end. Put ::: on a line of its own after it.",
            line=first_line(token),
            quote=opening,
        )


def is_colons(text: Text, line: int) -> bool:
    return line < len(text.lines) and text.lines[line].lstrip(" >\t").startswith(":::")


def tables(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Rows with more cells than the table has columns: the rest would be lost."""
    columns = 0
    for token in text.tokens:
        if token.type == "thead_open":
            columns = cell_count(text, token.map[0])
        elif token.type == "tr_open" and cell_count(text, token.map[0]) > columns:
            count = cell_count(text, token.map[0])
            yield error(
                "table",
                f"This row of the table has {count} cells and the table has {columns} "
                "columns: what is over would not be shown.",
                line=first_line(token),
                quote=text.lines[token.map[0]].strip(),
            )


def cell_count(text: Text, line: int) -> int:
    row = text.lines[line].strip().lstrip("> ")
    return len(escapedSplit(row.removeprefix("|").removesuffix("|")))


def stray_markup(text: Text, _guide: Guide) -> Iterator[Finding]:
    """What looks like markup of ours and is shown as it is typed."""
    for block in text.blocks:
        for number, line in typed_lines(block):
            for quote, message in strays(line):
                yield error("markup", message, line=number, quote=quote)


def typed_lines(block: Block) -> Iterator[tuple[int, str]]:
    """The lines of a block that readers would see as they are typed, by number."""
    number, line = block.line, ""
    for child in block.token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            yield number, line
            number, line = number + 1, ""
        elif child.type == "text":
            line += child.content
        else:
            line += "\n"
    yield number, line


def strays(line: str) -> Iterator[tuple[str, str]]:
    if line.startswith(":::"):
        yield line, f"“{short(line)}” is no call-out. {call_out_advice(line)}"
    elif {"|"} <= set(line) <= set("|-: \t"):
        yield (
            line,
            "This is no table yet: the line of dashes needs as many parts as "
            "the heading above it, with | between them.",
        )
    for match in STRAY["reference"].finditer(line):
        yield match[0], f"Readers would see {match[0]} as it is. {advice(match[1])}"
    for match in STRAY["citation"].finditer(line):
        yield (
            match[0],
            f"{match[0]} is no citation. Write the name of a source in "
            "small letters, like [^nhs].",
        )
    for match in STRAY["HTML"].finditer(line):
        yield match[0], f"HTML is not used here: readers would see {match[0]} as it is."


def call_out_advice(line: str) -> str:
    if line.strip(": "):
        return f"Begin it with three colons and one of: {', '.join(CALLOUTS)}."
    return "Nothing is open here that it could close."


def advice(kind: str) -> str:
    if kind in CARDS:
        return "Give it a line of its own."
    return "Look under “How to write” for the names that there are."
