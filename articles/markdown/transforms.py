"""What a page needs that Markdown does not say: anchors, figures, sizes of pictures.

Each step changes the parser's tokens; the parser itself stays CommonMark to the letter.
"""

from typing import NamedTuple

from django.utils.text import slugify
from markdown_it.token import Token

from ..images.renditions import ALT_PLACEHOLDER, DECORATION, TYPES, Picture
from .syntax import walk

SIZES = "(min-width: 45rem) 42rem, 100vw"
MOST_OF_A_HEADING = 200  # characters that make its address


class Heading(NamedTuple):
    """A heading that a contents list links to."""

    anchor: str
    text: str


def finish(tokens: list[Token], prefix: str = "", level: int = 2) -> list[Heading]:
    """Make the tokens of a text ready for a page; return its highest headings.

    `prefix` goes before every anchor; `level` is that of the highest headings.
    """
    for token in walk(tokens):
        align_by_class(token)
        if token.type == "image":
            show_picture(token)
    make_figures(tokens)
    return anchor_headings(tokens, prefix, level)


def align_by_class(token: Token) -> None:
    """Columns are aligned by class: no policy of ours allows a style attribute."""
    style = token.attrs.pop("style", "") if token.tag in ("th", "td") else ""
    if style:
        token.attrSet("class", f"align-{str(style).removeprefix('text-align:')}")


def show_picture(token: Token) -> None:
    """Show our own pictures with their sizes, of any other only the words."""
    picture = Picture.at(str(token.attrs["src"]))
    if picture is None:
        token.type, token.tag, token.content = "text", "", plain(token)
        return
    if plain(token) == DECORATION:
        token.children = []
    if picture.has_avif:
        source = {"srcset": picture.srcset("avif"), "sizes": SIZES}
        token.meta["better_source"] = source | {"type": TYPES["avif"]}
    token.attrs |= {
        "src": picture.fallback_url,
        "width": picture.width,
        "height": picture.height,
        "srcset": picture.srcset("webp"),
        "sizes": SIZES,
        "loading": "lazy",
        "decoding": "async",
    }


def picture_problems(token: Token) -> list[str]:
    """What is wrong with an image token, for the editor who wrote it."""
    if Picture.at(str(token.attrs["src"])) is None:
        return [
            f"The picture {token.attrs['src']} is not one of ours. Drop the file into "
            "the editor instead."
        ]
    if plain(token) in ("", ALT_PLACEHOLDER):
        return [
            "A picture has no description. Say between ![ and ] what it shows, for "
            f"people who cannot see it, or write “{DECORATION}” there."
        ]
    return []


def make_figures(tokens: list[Token]) -> None:
    """A picture alone in its paragraph is a figure; its title is the caption."""
    for index, token in enumerate(tokens):
        if token.type != "paragraph_open" or token.hidden:
            continue
        inline, close = tokens[index + 1], tokens[index + 2]
        if [child.type for child in inline.children] != ["image"]:
            continue
        token.tag = close.tag = "figure"
        if caption := inline.children[0].attrs.pop("title", ""):
            inline.children += [
                Token("figcaption_open", "figcaption", 1),
                Token("text", "", 0, content=str(caption)),
                Token("figcaption_close", "figcaption", -1),
            ]


def anchor_headings(tokens: list[Token], prefix: str, level: int) -> list[Heading]:
    """Give each heading an id. A page has one h1, its title, so a text starts lower."""
    headings, seen = [], {}
    for index, token in enumerate(tokens):
        if token.type not in ("heading_open", "heading_close"):
            continue
        token.tag = f"h{min(max(int(token.tag[1]), 2) + level - 2, 6)}"
        if token.type == "heading_open":
            text = plain(tokens[index + 1])
            token.attrSet("id", anchor := new_anchor(text, prefix, seen))
            if token.tag == f"h{level}":
                headings.append(Heading(anchor, text))
    return headings


def new_anchor(text: str, prefix: str, seen: dict[str, int]) -> str:
    # "section-" keeps an editor's words apart from the page's own ids.
    anchor = base = f"{prefix}section-{slugify(text[:MOST_OF_A_HEADING]) or 'untitled'}"
    while anchor in seen:
        seen[base] += 1
        anchor = f"{base}-{seen[base]}"
    seen[anchor] = 1
    return anchor


def plain(token: Token) -> str:
    """The words of an inline token, without markup or the amounts of rows."""
    return "".join(
        plain(child) if child.children else child.content
        for child in token.children or []
        if child.type in ("text", "code_inline", "image", "text_special")
    ).strip()
