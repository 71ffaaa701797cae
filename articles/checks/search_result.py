"""What search engines show of a page: its title, and its summary below."""

from collections.abc import Iterator

from .finding import Finding, error, warning
from .guide import Guide
from .text import Text

# Characters. Search engines cut by pixels; these fit on phones and desktops alike.
LONGEST_TITLE = 60
SHORTEST_SUMMARY, LONGEST_SUMMARY = 50, 160


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
