"""What could be better in fields of plain words, in what search engines show, and in the
size of a text."""

import re
from collections.abc import Iterator

from ...images.illustrations import all_drawings
from ...markdown.renderer import MAX_CHARACTERS, MAX_SIGNS, readable, references_in
from ...markdown.syntax import MAX_ROWS
from ..context import Guide
from ..document import Text
from ..finding import Finding, error, short, warning

FEWEST_OF_A_STOP_SIGN = 2  # not “none” or “n/a”
REAL_WORD = re.compile(r"[^\W\d_]{2,}")
MARKUP = re.compile(
    r"\*\*[^*\n]{1,200}\*\*|__[^_\n]{1,200}__|!?\[[^\[\]\n]{0,200}\]\([^()\n]{0,200}\)"
    r"|\{[a-z-]+ [^{}\n]{0,200}\}|\[\^[^\[\]\n]{0,100}\]|</?[A-Za-z][^<>\n]{0,200}>"
)
# Characters. Search engines cut by pixels; these fit on phones and desktops alike.
LONGEST_TITLE = 60
SHORTEST_SUMMARY, LONGEST_SUMMARY = 50, 160


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


def summary_is_there(text: Text, _guide: Guide) -> Iterator[Finding]:
    if text.summary is not None and not text.summary.strip():
        yield error(
            "summary",
            "Write a summary before readers see this chapter.",
            field="summary",
        )


def search_snippet(text: Text, _guide: Guide) -> Iterator[Finding]:
    """A title or a summary that would be cut, or a summary that says too little."""
    if len(text.title) > LONGEST_TITLE:
        yield warning(
            "search result",
            f"Search engines show “{text.title}”: {len(text.title)} characters. About "
            f"{LONGEST_TITLE} fit; shorten it by {len(text.title) - LONGEST_TITLE}.",
            field=text.title_field,
        )
    count = len(text.summary or "")
    if 0 < count < SHORTEST_SUMMARY:
        yield warning(
            "search result",
            f"The summary has {count} characters. Search engines have room for "
            f"{LONGEST_SUMMARY}: say what readers will learn.",
            field="summary",
        )
    elif count > LONGEST_SUMMARY:
        yield warning(
            "search result",
            f"The summary has {count} characters and search engines cut it after about "
            f"{LONGEST_SUMMARY}. Shorten it by {count - LONGEST_SUMMARY}.",
            field="summary",
        )


def too_long(text: Text, _guide: Guide) -> Iterator[Finding]:
    """A text of which the end would be missing."""
    if len(text.body) > MAX_CHARACTERS:
        yield error(
            "size",
            f"This text has {len(text.body):,} characters and {MAX_CHARACTERS:,} are "
            "shown at most. Split it in two.",
        )
    elif len(read := readable(text.body)) < len(text.body):
        yield error(
            "size",
            f"This text has more than {MAX_SIGNS:,} lines and marks such as * or -, and "
            "ends here for readers. Split it in two.",
            line=read.count("\n") + 1,
        )
    shown = len(references_in(text.tokens))
    if shown > MAX_ROWS:
        yield error(
            "size",
            f"This text shows {shown} rows of the guide, such as {{care-card …}}, and "
            f"{MAX_ROWS} are shown at most. Split it in two.",
        )
