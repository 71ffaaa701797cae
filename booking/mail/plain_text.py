"""A mail's text: its paragraphs, the words of others as quotations, its long lines."""

import re
import textwrap

from articles.utils.text import lines

WIDTH = 72
QUOTE = ">"


def quoted(text: str) -> str:
    """`text` with a mark before each of its lines, so that it can't pose as ours.

    Empty where there is none.
    """
    if not (kept := lines(text)):
        return ""
    return "\n".join(f"{QUOTE} {line}".rstrip() for line in kept.split("\n"))


def unquoted(text: str) -> str:
    """`text` without the marks that `quoted` set."""
    return re.sub(rf"^{QUOTE} ?", "", text, flags=re.MULTILINE)


def paragraphs(text: str) -> list[str]:
    """What stands between blank lines, without space around any line."""
    return [
        "\n".join(line.strip() for line in found.split("\n"))
        for found in re.split(r"\n\s*\n", text.strip())
    ]


def wrapped(text: str) -> str:
    """`text` with its long lines broken between words, quotations as quotations."""
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            subsequent_indent=f"{QUOTE} " if line.startswith(QUOTE) else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.split("\n")
    )
