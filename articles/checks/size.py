from collections.abc import Iterator

from ..markdown import MAX_CHARACTERS
from .finding import Finding, error
from .guide import Guide
from .text import Text


def too_long(text: Text, _guide: Guide) -> Iterator[Finding]:
    """A text of which the end would be missing."""
    if len(text.body) > MAX_CHARACTERS:
        yield error(
            "size",
            f"This text has {len(text.body):,} characters and {MAX_CHARACTERS:,} are "
            "shown at most. Split it in two.",
        )
