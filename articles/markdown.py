"""The one door from an editor's Markdown to HTML.

The site, the live preview and the feed all come through here: the text is parsed
(`markdown_syntax`), its tokens get what a page needs (`markdown_finish`), rows that it
refers to are looked up (`references`), and the sanitiser has the last word. Nothing
else in Knotcare marks an editor's text as safe.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from . import sanitizer
from .markdown_finish import Heading, finish
from .markdown_syntax import parser, walk
from .references import Citation, Reference, fetch_references, fetch_sources

MAX_CHARACTERS = 50_000  # ten times the longest chapter
KEPT_TEXTS = 500  # in a process: a chapter's HTML is some 15 kB

_parser = parser()


@dataclass(frozen=True)
class Document:
    """A rendered text: safe HTML, and its highest headings for a contents list."""

    html: SafeString
    headings: tuple[Heading, ...]


def documents(texts: dict[str, str], level: int = 2) -> dict[str, Document]:
    """Render texts that share a page, looking rows up once for all of them.

    The keys are prefixes that keep the texts' ids apart ("" or ending in a hyphen);
    `level` is that of their highest headings. What is past MAX_CHARACTERS of a text is
    left out.
    """
    texts = {prefix: text[:MAX_CHARACTERS] for prefix, text in texts.items()}
    named = {prefix: names_in(text) for prefix, text in texts.items()}
    references = fetch_references({each for rows, _ in named.values() for each in rows})
    sources = fetch_sources({each for _, cited in named.values() for each in cited})
    found = {}
    for prefix, text in texts.items():
        rows, cited = named[prefix]
        found[prefix] = rendered(
            text,
            prefix,
            level,
            tuple((row, references[row]) for row in rows if row in references),
            tuple(sources[slug] for slug in cited if slug in sources),
        )
    return found


@lru_cache(KEPT_TEXTS)
def names_in(text: str) -> tuple[tuple[Reference, ...], tuple[str, ...]]:
    """What a text refers to: rows that it shows, and the slugs of sources in its order."""
    tokens = _parser.parse(text)
    return tuple(references_in(tokens)), tuple(dict.fromkeys(cited_in(tokens)))


@lru_cache(KEPT_TEXTS)
def rendered(
    text: str,
    prefix: str,
    level: int,
    references: tuple[tuple[Reference, str], ...],
    sources: tuple[Citation, ...],
) -> Document:
    """The document of a text, made once from the very values that it shows: what changes
    one of them asks for another document."""
    tokens = _parser.parse(text)
    headings = finish(tokens, prefix, level)
    numbers = {source.slug: number for number, source in enumerate(sources, start=1)}
    env = {"prefix": prefix, "references": dict(references), "source_numbers": numbers}
    html = _parser.renderer.render(tokens, _parser.options, env)
    if sources:
        html += render_to_string(
            "components/sources.html", {"sources": sources, "prefix": prefix}
        )
    return Document(mark_safe(sanitizer.clean(html)), tuple(headings))  # noqa: S308


def document(text: str) -> Document:
    return documents({"": text})[""]


def render(text: str) -> SafeString:
    """`text` as safe HTML; the live preview calls this by its setting."""
    return document(text).html


def parse(text: str) -> list[Token]:
    """The tokens of `text`, as the checks read them."""
    return _parser.parse(text)


def references_in(tokens) -> list:
    return [
        token.meta["reference"] for token in walk(tokens) if "reference" in token.meta
    ]


def cited_in(tokens) -> list[str]:
    return [token.meta["source"] for token in walk(tokens) if "source" in token.meta]
