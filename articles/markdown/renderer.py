"""The one door from an editor's Markdown to HTML.

The site, the live preview and the feed all come through here: the text is parsed
(`syntax`), its tokens get what a page needs (`transforms`), rows that it refers to are
looked up (`shortcodes`), and the sanitizer has the last word. Nothing else in Knotcare
marks an editor's text as safe.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache, cached
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from . import sanitizer
from .shortcodes import Citation, Reference, fetch_references, fetch_sources
from .syntax import parser, walk
from .transforms import Heading, finish

MAX_CHARACTERS = 50_000  # ten times the longest chapter
MAX_SIGNS = 3_000  # likewise; at each of these the parser stops, and tries its rules
SIGN = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{|}~]")
KEPT = 10_000_000  # characters in a process; a chapter takes some 25,000

_parser = parser()


class Names(NamedTuple):
    """What a text refers to: rows that it shows, and the slugs of sources in its order.

    `size` is how many characters are kept with it."""

    rows: tuple[Reference, ...]
    sources: tuple[str, ...]
    size: int


@dataclass(frozen=True)
class Document:
    """A rendered text: safe HTML, and its highest headings for a contents list.

    `size` is how many characters are kept with it."""

    html: SafeString
    headings: tuple[Heading, ...]
    size: int = 0


def keep_last_used():
    """Keep what a function returns for a text, up to KEPT characters in all."""
    kept = LRUCache(KEPT, getsizeof=lambda result: result.size)
    return cached(kept, key=by_text, lock=Lock(), info=True)


class Text:
    """An editor's text, as much of it as is read, and its tokens, parsed once."""

    def __init__(self, text: str):
        self.text = readable(text)

    @cached_property
    def tokens(self) -> list[Token]:
        return _parser.parse(self.text)


def by_text(text: Text, *arguments) -> tuple:
    return text.text, *arguments


def readable(text: str) -> str:
    """As much of a text as is read: what takes longer would keep others waiting."""
    text = text[:MAX_CHARACTERS]
    first_over = next(islice(SIGN.finditer(text), MAX_SIGNS, None), None)
    return text[: first_over.start()] if first_over else text


def documents(texts: dict[str, str], level: int = 2) -> dict[str, Document]:
    """Render texts that share a page, looking rows up once for all of them.

    The keys are prefixes that keep the texts' ids apart ("" or ending in a hyphen);
    `level` is that of their highest headings.
    """
    read = {prefix: Text(text) for prefix, text in texts.items()}
    named = {prefix: names_in(text) for prefix, text in read.items()}
    references = fetch_references({row for each in named.values() for row in each.rows})
    sources = fetch_sources({slug for each in named.values() for slug in each.sources})
    found = {}
    for prefix, text in read.items():
        names = named[prefix]
        found[prefix] = rendered(
            text,
            prefix,
            level,
            tuple((row, references[row]) for row in names.rows if row in references),
            tuple(sources[slug] for slug in names.sources if slug in sources),
        )
    return found


@keep_last_used()
def names_in(text: Text) -> Names:
    rows, sources = references_in(text.tokens), cited_in(text.tokens)
    size = len(text.text)
    return Names(tuple(dict.fromkeys(rows)), tuple(dict.fromkeys(sources)), size)


@keep_last_used()
def rendered(
    text: Text,
    prefix: str,
    level: int,
    references: tuple[tuple[Reference, str], ...],
    sources: tuple[Citation, ...],
) -> Document:
    """The document of a text, made once from the very values that it shows: what changes
    one of them asks for another document."""
    tokens = text.tokens
    headings = finish(tokens, prefix, level)
    numbers = {source.slug: number for number, source in enumerate(sources, start=1)}
    env = {"prefix": prefix, "references": dict(references), "source_numbers": numbers}
    html = _parser.renderer.render(tokens, _parser.options, env)
    if sources:
        html += render_to_string(
            "components/page/sources.html", {"sources": sources, "prefix": prefix}
        )
    html = mark_safe(sanitizer.clean(html))  # noqa: S308
    shown = sum(len(row) for _, row in references)
    return Document(html, tuple(headings), len(text.text) + shown + len(html))


def document(text: str) -> Document:
    return documents({"": text})[""]


def render(text: str) -> SafeString:
    """`text` as safe HTML; the live preview calls this by its setting."""
    return document(text).html


def parse(text: str) -> list[Token]:
    """The tokens of `text`, as the checks read them."""
    return _parser.parse(readable(text))


def references_in(tokens) -> list:
    return [
        token.meta["reference"] for token in walk(tokens) if "reference" in token.meta
    ]


def cited_in(tokens) -> list[str]:
    return [token.meta["source"] for token in walk(tokens) if "source" in token.meta]
