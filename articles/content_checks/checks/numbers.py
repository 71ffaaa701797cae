"""Figures that nothing stands behind: no source beside them, no row that states them."""

import re
from collections.abc import Iterator

from ..context import Guide
from ..document import Text
from ..finding import Finding, short, warning
from .wording import sentences

# Not within a longer number, a date, a phone number, an address or a price.
NUMBER = r"(?<![\w.,:/#$+-])\d+(?:[.,]\d+)*"
NEXT = r"\d+(?:[.,]\d+)*"
WORD = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
    r"|forty|forty-five|fifty|sixty|seventy|eighty|ninety|hundred)"
)
TIME = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b"
PERCENT = r"(?:%|percent\b|per cent\b)"
OTHER_UNIT = (
    r"(?:times|people|persons?|adults?|men|women|patients?|trials?|studies"
    r"|pounds?|lbs?|kg|kilos?|inch(?:es)?|feet|cm|mm|degrees?|liters?|ounces?|cups?)\b"
)
UNIT = rf"(?:{PERCENT}|{TIME}|{OTHER_UNIT}|°)"
BETWEEN = r"(?: ?[–—-] ?| to | or | and )"
SHARE = r" (?:in|out of|of)(?: every)? "
FIGURE = re.compile(
    "|".join(
        [
            rf"{NUMBER}(?:{BETWEEN}{NEXT})?(?: |-)?{UNIT}",
            rf"{NUMBER}{SHARE}{NEXT}",
            rf"(?P<range>{NUMBER}(?: ?[–—] ?| to ){NEXT})(?![\w:/-]|[.,]\d)",
            r"(?<![\w.,:/#$+-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\w:/-]|[.,]\d)",
            rf"{WORD}(?:{BETWEEN}{WORD})?(?: |-)(?:{TIME}|{PERCENT})",
            rf"(?:{WORD}|\bone)(?: in | out of (?:every )?){WORD}\b",
        ]
    ),
    re.IGNORECASE,
)
# Ranges that count parts of the text, points of a scale or years.
COUNTED = re.compile(
    r"(?:steps?|chapters?|pages?|rows?|lines?|numbers?|parts?|questions?|scale of"
    r"|scale from|from) $",
    re.IGNORECASE,
)
YEARS = re.compile(r"(?:19|20)\d\d\b.*(?:19|20)\d\d")


def unbacked_figures(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Figures of a text, its title and its summary without anything to back them."""
    backed = " ".join(block.words for block in text.blocks if block.is_cited)
    for field, words in (
        (text.title_field, text.title),
        ("summary", text.summary or ""),
    ):
        for figure in figures_in(words):
            if figure not in backed:
                yield warning(
                    "figures",
                    f"{figure} in the {field} has no source in the text. Say it in the "
                    f"text with a source beside it, or take it out of the {field}.",
                    field=field,
                )
    for field in text.fields:
        for figure in figures_in(field.words):
            message = f"{figure} has no source, and none can be cited here. "
            yield warning(
                "figures", message + row_advice(figure), **field.where(figure)
            )
    for block in text.blocks:
        for sentence in [] if block.is_cited else sentences(block.words):
            for figure in figures_in(sentence):
                where = {"line": block.line, "quote": figure}
                message = f"“{short(sentence)}”: {figure} has no source beside it. "
                yield warning("figures", message + advice(figure), **where)


def figures_in(words: str) -> list[str]:
    """The figures of a text, each once.

    >>> figures_in("Call 911. In 2020, 90% of 12,000 people were open 24/7, see step 2.")
    ['90%', '12,000 people']
    """
    found = {}
    for match in FIGURE.finditer(words):
        before = words[max(0, match.start() - 12) : match.start()]
        counts = match["range"] and (
            COUNTED.search(before) or YEARS.match(match["range"])
        )
        if not counts:
            found[match[0]] = None
    return list(found)


def is_of_a_row(figure: str) -> bool:
    """Whether it tells how long something is done."""
    return bool(re.search(r"sec|min", figure, re.IGNORECASE))


def row_advice(figure: str) -> str:
    if is_of_a_row(figure):
        return "Let the seconds of a row say it, and take it out."
    return "Take it out, or say it in a text with its source."


def advice(figure: str) -> str:
    if is_of_a_row(figure):
        return (
            "Let the row say it, with {dose …}, {hold …} or {stretch-hold …}, or add a "
            "source like [^nhs]."
        )
    return "Add one like [^nhs], or take the figure out."
