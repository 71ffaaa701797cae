"""Links that lead nowhere, or to somewhere that the guide does not account for."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings

from ..sanitizer import is_protocol_relative
from .finding import Finding, short, warning
from .guide import Guide, host_of
from .text import Text

PARTS = ("card-", "section-", "source-", "stretch-")  # what a text’s ids begin with


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
