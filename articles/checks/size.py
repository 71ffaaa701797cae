from collections.abc import Iterator

from ..markdown import MAX_CHARACTERS, MAX_SIGNS, readable, references_in
from ..markdown_syntax import MAX_ROWS
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
