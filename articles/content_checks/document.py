"""A text as the checks see it: parsed once, in blocks of plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from markdown_it.token import Token

from ..markdown.renderer import documents, parse
from ..markdown.syntax import kind_and_title, walk
from .context import anchors_in

HEADING, PARAGRAPH, ITEM, CELL = "heading", "paragraph", "item", "cell"


class Review(NamedTuple):
    """Who checked a chapter, and when; `public_on` is None while readers can't see it."""

    on: date | None
    by: str
    public_on: date | None


class PlainField(NamedTuple):
    """A field without Markdown, or a line of one that holds an item a line.

    About `most` characters are taken in at a glance; `ending` is how its words must end.
    """

    name: str
    words: str
    most: int = 0
    line: int = 0
    ending: str = ""
    is_stop_sign: bool = False

    def where(self, quote: str = "") -> dict:
        return {"field": self.name, "line": self.line, "quote": quote}


class Block(NamedTuple):
    """A heading, a paragraph, an item or a cell: where it begins, and its words.

    `is_cited` says whether a source stands beside it: in it, in its table, in the line
    with a colon that leads to it, or under it where it is a heading.
    """

    kind: str
    line: int
    words: str
    is_cited: bool
    token: Token


@dataclass(frozen=True)
class Text:
    """A Markdown text and what belongs to it.

    `path` and `prefix` are its page and what its anchors begin with there. A `title` is
    one that search engines show, made from `title_field`; a `summary` of None is one that
    its kind does not have. `fields` are those of rows of plain words; `drawing`, where
    one is expected, the name of its field and of the drawing.
    """

    body: str
    path: str = ""
    prefix: str = ""
    title: str = ""
    title_field: str = "title"
    summary: str | None = None
    review: Review | None = None
    fields: tuple[PlainField, ...] = ()
    drawing: tuple[str, str] | None = None

    @property
    def plain(self) -> list[PlainField]:
        """Everything that readers see of it besides the Markdown."""
        return [
            PlainField(self.title_field, self.title),
            PlainField("summary", self.summary or ""),
            *self.fields,
        ]

    @cached_property
    def tokens(self) -> list[Token]:
        return parse(self.body)

    @cached_property
    def lines(self) -> list[str]:
        return self.body.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cached_property
    def blocks(self) -> list[Block]:
        return list(cited(list(parts(self.tokens))))

    @cached_property
    def places(self) -> frozenset[str]:
        """The anchors that this text has on its page."""
        return anchors_in(documents({self.prefix: self.body})[self.prefix].html)


class Part(NamedTuple):
    """A block before it is known what backs it; parts of a `unit` share their sources."""

    kind: str
    token: Token
    words: str
    unit: int


OPENS_UNIT = {"heading_open", "paragraph_open", "list_item_open", "table_open"}


def parts(tokens: list[Token]) -> Iterator[Part]:
    unit = lists = tables = 0
    kind = PARAGRAPH
    for token in tokens:
        within = lists or tables
        if token.type in OPENS_UNIT and not within:
            unit += 1
            kind = HEADING if token.type == "heading_open" else PARAGRAPH
        lists += token.nesting * (token.type in ("list_item_open", "list_item_close"))
        tables += token.nesting * (token.type in ("table_open", "table_close"))
        if token.type == "inline":
            shown = CELL if tables else ITEM if lists else kind
            yield Part(shown, token, words_of(token), unit)
        elif words := label(token):
            unit += 1
            yield Part(HEADING, token, words, unit)


def label(token: Token) -> str:
    """The title of a call-out, the caption of a drawing."""
    if token.type == "container_callout_open":
        return kind_and_title(token.info)[1]
    return token.meta["reference"].caption if token.type == "card" else ""


def cited(found: list[Part]) -> Iterator[Block]:
    sources = {part.unit for part in found if cites(part.token)}
    introduced = False
    for part, after in zip_longest(found, found[1:]):
        backed = part.unit in sources
        if part.kind == HEADING and after:
            backed = after.unit in sources
        elif part.kind in (ITEM, CELL):
            backed = backed or introduced
        if part.kind not in (ITEM, CELL):
            introduced = backed and part.words.endswith(":")
        yield Block(part.kind, first_line(part.token), part.words, backed, part.token)


def cites(token: Token) -> bool:
    return any("source" in child.meta for child in token.children or [])


def first_line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def words_of(token: Token) -> str:
    """The words of an inline token: no code, and no amount that a row states."""
    pieces = []
    for child in walk(token.children or []):
        if child.type in ("text", "text_special"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak", "amount", "code_inline"):
            pieces.append(" ")
    return " ".join("".join(pieces).split())
