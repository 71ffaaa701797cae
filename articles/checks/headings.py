from collections.abc import Iterator

from .finding import Finding, warning
from .guide import Guide
from .text import Text, first_line, words_of


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
