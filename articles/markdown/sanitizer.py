"""The last word on every editor's text: only what is listed here reaches a page."""

import re

import nh3

from ..images.illustrations import is_ours
from ..images.renditions import Picture

TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "hr"),
    *("blockquote", "div", "p", "pre", "section"),
    *("dd", "dl", "dt", "li", "ol", "ul"),
    *("caption", "table", "tbody", "td", "th", "thead", "tr"),
    *("figcaption", "figure", "img", "picture", "source"),
    *("a", "br", "code", "em", "span", "strong", "sub", "sup"),
    *("hold-timer", "svg", "use"),
}
ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "title"},
    "div": {"aria-label", "role", "tabindex"},
    "hold-timer": {"from", "name", "to"},
    "img": {
        *("alt", "title", "src", "srcset", "sizes"),
        *("width", "height", "loading", "decoding"),
    },
    "ol": {"start"},
    "section": {"aria-labelledby"},
    "source": {"sizes", "srcset", "type"},
    "svg": {"aria-label", "role", "viewBox", "width"},
    "table": {"role"},
    "tbody": {"role"},
    "td": {"data-label", "role"},
    "th": {"role", "scope"},
    "thead": {"role"},
    "tr": {"role"},
    "use": {"href"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}
# Ids that our own rules make; anything else could shadow a name of the page.
OUR_ID = re.compile(r"\A([a-z0-9-]+-)?(card|section|source|stretch)-[a-z0-9_-]+")
OUR_CLASS = re.compile(
    r"(align|callout|care|dose|drawing|language|missing|relief|source|stretch|table|visually)"
    r"[\w+#-]*"
)


def keep_attribute(tag: str, name: str, value: str) -> str | None:
    """`value` as it may stay, None when the attribute must go."""
    if name == "id":
        return value if OUR_ID.fullmatch(value) else None
    if name == "class":
        kept = [word for word in value.split() if OUR_CLASS.fullmatch(word)]
        return " ".join(kept) or None
    if name == "src":
        return value if Picture.at(value) else None
    if name == "srcset":
        urls = [candidate.split()[0] for candidate in value.split(", ")]
        return value if all(map(Picture.at, urls)) else None
    if tag == "use":
        return value if name == "href" and is_ours(value) else None
    if name == "href":
        return None if is_protocol_relative(value) else value
    return value


def is_protocol_relative(url: str) -> bool:
    r"""Whether a browser reads `url` as another host: `//host`, `/\host`, `\\host`."""
    return re.match(r"[/\\]{2}", re.sub(r"[\x00-\x20]", "", url)) is not None


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=keep_attribute,
    url_schemes=URL_SCHEMES,
    link_rel=None,
)


def clean(html: str) -> str:
    """`html` with everything dropped that is not on the lists above."""
    return _cleaner.clean(html)


def with_base(html: str, base_url: str) -> str:
    """Clean HTML with every relative address made complete, for a reader elsewhere.

    Pictures keep their largest WebP copy alone: nh3 completes no srcset. Of a drawing
    only the caption is left: no page may take its lines from another site.
    """
    attributes = ATTRIBUTES | {"img": ATTRIBUTES["img"] - {"srcset", "sizes"}}
    return nh3.clean(
        html,
        tags=TAGS - {"picture", "source", "svg", "use"},
        attributes=attributes,
        url_schemes=URL_SCHEMES,
        url_relative=("rewrite_with_base", base_url),
        link_rel=None,
    )
