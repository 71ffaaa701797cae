"""Links that lead nowhere, or to somewhere that the guide does not account for."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings

from ..markdown import documents
from ..sanitizer import is_protocol_relative
from ..self_contained import ID
from .finding import Finding, short, warning
from .guide import Guide, host_of
from .text import Text

OWN_PARTS = r"(card|section|source|stretch)-"


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
        if not fragment or fragment == "top" or fragment in anchors(text, guide):
            return ""
        return f"This page has no place named #{fragment}. Link to one of its headings."
    page = guide.page(path)
    if page is None and guide.page(f"{path}/") is not None:
        return f"{name} lacks the slash at its end: {path}/"
    if page is None:
        return f"{name} leads to no page that readers can see."
    if fragment and fragment not in ids_of(page):
        return f"The page {path} has no place named #{fragment}."
    return ""


def anchors(text: Text, guide: Guide) -> set[str]:
    """The places of the text's own page, as they are once this text is on it."""
    document = documents({text.prefix: text.body})[text.prefix]
    page = guide.page(text.path) if text.path else None
    earlier = re.compile(re.escape(text.prefix) + OWN_PARTS)
    others = {each for each in ids_of(page or "") if not earlier.match(each)}
    return ids_of(document.html) | others


def ids_of(html: str) -> set[str]:
    return set(ID.findall(html))
