"""Headings out of order, and links that lead nowhere, or to somewhere that the guide does
not account for."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings

from ...markdown.sanitizer import is_protocol_relative
from ..context import Guide, host_of
from ..document import Text, first_line, words_of
from ..finding import Finding, short, warning

PARTS = ("card-", "section-", "source-", "stretch-")  # what a text’s ids begin with


def heading_order(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Levels that are skipped, headings that are empty, or there twice.

    People who listen to a page move by its headings (WCAG 1.3.1, 2.4.6).
    """
    level, seen = 1, set()
    for token, inline in zip(text.tokens, text.tokens[1:], strict=False):
        if token.type != "heading_open":
            continue
        words, where = words_of(inline), {"line": first_line(token)}
        where["quote"] = inline.content
        yield from one_heading(words, int(token.tag[1]), level, where)
        if words and words.casefold() in seen:
            yield warning(
                "headings",
                f"“{words}” is there twice. Give each heading words of its own, so "
                "that the contents list can tell them apart.",
                **where,
            )
        seen.add(words.casefold())
        level = max(int(token.tag[1]), 2)


def one_heading(words: str, level: int, before: int, where: dict) -> Iterator[Finding]:
    marks = "#" * level
    if level == 1:
        yield warning(
            "headings",
            f"“{words}” has one #, which is the page’s own title. Write ## for the "
            "headings of a text.",
            **where,
        )
    elif level > before + 1:
        yield warning(
            "headings",
            f"“{words}” skips a level. Write {'#' * (before + 1)} instead of {marks}.",
            **where,
        )
    if not words:
        yield warning("headings", "This heading has no words.", **where)


def broken_links(text: Text, guide: Guide) -> Iterator[Finding]:
    """Every link of `text` that readers would follow in vain, or to an unnamed source."""
    for block in text.blocks:
        for child in block.token.children or []:
            if child.type == "link_open":
                address = str(child.attrs["href"])
                where = {"line": block.line, "quote": unquote(address)}
                if message := link(address, text, guide):
                    yield warning("links", message, **where)


def link(address: str, text: Text, guide: Guide) -> str:
    """What is wrong with a link to `address`; empty where nothing is."""
    name = short(unquote(address))
    try:
        parts = urlsplit(address.removeprefix(settings.SITE_URL))
    except ValueError:
        return f"{name} is no address that a browser could open."
    if is_protocol_relative(address):
        return (
            f"{name} leads nowhere. Write the whole address, with https:// before it."
        )
    if parts.scheme in ("http", "https"):
        return outward(parts.scheme, address, name, guide)
    if parts.scheme:
        return ""
    return inward(unquote(parts.path), unquote(parts.fragment), name, text, guide)


def outward(scheme: str, address: str, name: str, guide: Guide) -> str:
    if scheme == "http":
        return f"{name} is not protected on its way. Try it with https:// instead."
    if host_of(address) not in guide.source_hosts:
        return (
            f"{name} leads to a site that is none of the guide’s sources. Add it to the "
            "sources and cite it like [^nhs], or take the link out."
        )
    return ""


def inward(path: str, fragment: str, name: str, text: Text, guide: Guide) -> str:
    if path and not path.startswith("/"):
        return f"{name} depends on the page that it stands on. Begin it with a slash."
    if path in ("", text.path):
        if fragment in ("", "top") or is_place(fragment, text, guide):
            return ""
        return f"This page has no place named #{fragment}. Link to one of its headings."
    places = guide.places(path)
    if places is None:
        if not path.endswith("/") and guide.places(f"{path}/") is not None:
            return f"{name} lacks the slash at its end: {path}/"
        return f"{name} leads to no page that readers can see."
    if fragment and fragment not in places:
        return f"The page {path} has no place named #{fragment}."
    return ""


def is_place(fragment: str, text: Text, guide: Guide) -> bool:
    """Whether the text’s own page has that place once it shows this text.

    As long as it shows an earlier one, places that come from a text say nothing.
    """
    if fragment in text.places or not text.path:
        return fragment in text.places
    is_of_a_text = fragment.startswith(tuple(text.prefix + part for part in PARTS))
    return not is_of_a_text and fragment in (guide.places(text.path) or ())
