"""The one door from an editor's Markdown to HTML.

The site, the live preview and the feed all come through here: the text is parsed
(`markdown_syntax`), its tokens get what a page needs (`markdown_finish`), rows that it
refers to are looked up (`references`), and the sanitiser has the last word. Nothing
else in Knotcare marks an editor's text as safe.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from . import sanitizer
from .markdown_finish import Heading, finish
from .markdown_syntax import parser, walk
from .references import fetch_references, fetch_sources

MAX_CHARACTERS = 50_000  # ten times the longest chapter

_parser = parser()


@dataclass(frozen=True)
class Document:
    """A rendered text: safe HTML, and its highest headings for a contents list."""

    html: SafeString
    headings: list[Heading]


def documents(texts: dict[str, str], level: int = 2) -> dict[str, Document]:
    """Render texts that share a page, looking rows up once for all of them.

    The keys are prefixes that keep the texts' ids apart ("" or ending in a hyphen);
    `level` is that of their highest headings. What is past MAX_CHARACTERS of a text is
    left out.
    """
    parsed = {key: _parser.parse(text[:MAX_CHARACTERS]) for key, text in texts.items()}
    everything = [token for tokens in parsed.values() for token in tokens]
    references = fetch_references(references_in(everything))
    sources = fetch_sources(cited_in(everything))
    return {
        prefix: _document(tokens, prefix, level, references, sources)
        for prefix, tokens in parsed.items()
    }


def _document(tokens, prefix, level, references, sources) -> Document:
    headings = finish(tokens, prefix, level)
    cited = [
        sources[slug] for slug in dict.fromkeys(cited_in(tokens)) if slug in sources
    ]
    numbers = {source.slug: number for number, source in enumerate(cited, start=1)}
    env = {"prefix": prefix, "references": references, "source_numbers": numbers}
    html = _parser.renderer.render(tokens, _parser.options, env)
    if cited:
        html += render_to_string(
            "components/sources.html", {"sources": cited, "prefix": prefix}
        )
    return Document(mark_safe(sanitizer.clean(html)), headings)  # noqa: S308


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
