"""What could be better in fields of plain words: rows, titles, summaries."""

import re
from collections.abc import Iterator

from ..drawings import all_drawings
from .finding import Finding, error, short, warning
from .guide import Guide
from .text import Text

FEWEST_OF_A_STOP_SIGN = 2  # not “none” or “n/a”
REAL_WORD = re.compile(r"[^\W\d_]{2,}")
MARKUP = re.compile(
    r"\*\*[^*\n]{1,200}\*\*|__[^_\n]{1,200}__|!?\[[^\[\]\n]{0,200}\]\([^()\n]{0,200}\)"
    r"|\{[a-z-]+ [^{}\n]{0,200}\}|\[\^[^\[\]\n]{0,100}\]|</?[A-Za-z][^<>\n]{0,200}>"
)


def stop_sign_is_there(text: Text, _guide: Guide) -> Iterator[Finding]:
    """A way to ease a knot that nobody is told when to stop."""
    for field in text.fields:
        count = len(REAL_WORD.findall(field.words))
        if field.is_stop_sign and count < FEWEST_OF_A_STOP_SIGN:
            yield error(
                "stop sign",
                "Say what to avoid and when to stop. Nobody should follow this without "
                "its stop sign.",
                field=field.name,
            )


def markup_in_fields(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Markup in a field that has none: readers would see it as it is typed."""
    for field in text.plain:
        for match in MARKUP.finditer(field.words):
            yield error(
                "markup",
                f"Readers would see {short(match[0])} as it is: only words go here.",
                **field.where(match[0]),
            )


def field_too_long(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Words that nobody takes in with a sore neck and a phone on the floor."""
    for field in text.fields:
        if (count := len(field.words)) > field.most:
            yield warning(
                "length",
                f"This has {count} characters; about {field.most} can be taken in at a "
                f"glance. Shorten it by {count - field.most}.",
                **field.where(),
            )


def ending(text: Text, _guide: Guide) -> Iterator[Finding]:
    """The heading of a care card, which each bullet finishes."""
    for field in text.fields:
        end = f" {field.ending}"
        if field.ending and field.words and not field.words.endswith(end):
            yield warning(
                "ending",
                f"End it in “{field.ending}”: each line below finishes the sentence.",
                **field.where(),
            )


def drawing_is_there(text: Text, _guide: Guide) -> Iterator[Finding]:
    """What is done with the body without a picture of it."""
    if not text.drawing:
        return
    field, name = text.drawing
    if not name:
        message = "No drawing shows it yet. Choose one, so that readers can follow it."
        yield warning("drawing", message, field=field)
    elif name not in all_drawings():
        message = f"The drawing “{name}” is no longer there. Choose another."
        yield warning("drawing", message, field=field)
