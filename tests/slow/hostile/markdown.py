"""Hostile Markdown: the corpus of tests/data, and texts that grow."""

import re
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "data" / "hostile-markdown.txt"


def hostile_cases() -> dict[str, str]:
    """The inputs by their names."""
    parts = re.split(r"^%%% (\S+)\n", CORPUS.read_text(encoding="utf-8"), flags=re.M)
    return {
        name: decoded(text.removesuffix("\n")) if name.endswith("+escapes") else text
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def decoded(text: str) -> str:
    return text.encode("ascii").decode("unicode_escape")


# Repeated many times, these make a careless parser slow.
REPEATED = {
    "open brackets": "[",
    "closed brackets": "[]",
    "open links": "[a](",
    "broken link targets": "[a](<b",
    "pictures in pictures": "![",
    "quotes": "> ",
    "emphasis, mixed": "*a_ ",
    "emphasis, closed": "**a** ",
    "stars": "*",
    "backticks, growing": "`a``b```c ",
    "tags": "<a ",
    "comments": "<!-- ",
    "entities": "&amp",
    "escapes": "\\!",
    "references": "[a]: b\n",
    "table columns": "|a",
    "table rows": "|a|b|\n|-|-|\n",
    "lists in lists": "- ",
    "numbered items": "1. a\n",
    "call-outs, open": "::: tip\n",
    "call-outs, closed": "::: tip\na\n:::\n",
    "amounts": "{dose heat}",
    "open braces": "{",
    "drawings": "{drawing wall-ball: a}\n",
    "cards": "{care-card call-911}\n",
    "sources": "[^nhs]",
    "same headings": "# a\n",
    "autolinks": "<https://a.b> ",
    "line ends": "a\n",
    "tabs": "\t",
}
