"""What could be better in the guide's texts, told to their editors.

Errors are what readers could not see as it is meant: they stop publishing. Warnings
advise. Each check is a function of a text and of the guide around it; it sees what the
parser sees, so that the checks and the page never disagree.
"""

from .checks.fields import (
    drawing_is_there,
    ending,
    field_too_long,
    markup_in_fields,
    search_snippet,
    stop_sign_is_there,
    summary_is_there,
    too_long,
)
from .checks.markup import call_outs, pictures, stray_markup, tables, unknown_names
from .checks.numbers import unbacked_figures
from .checks.review import review_missing
from .checks.structure import broken_links, heading_order
from .checks.wording import hard_to_read, promises_too_much, row_hard_to_read
from .context import Guide
from .document import Text
from .finding import Finding, Level
from .subjects import checked_rows, text_of

__all__ = [
    "Finding",
    "Guide",
    "Level",
    "Text",
    "checked_rows",
    "errors",
    "findings",
    "problems",
    "text_of",
]

STOPPING = [
    too_long,
    summary_is_there,
    stop_sign_is_there,
    markup_in_fields,
    unknown_names,
    pictures,
    call_outs,
    tables,
    stray_markup,
]
ADVISING = [
    search_snippet,
    review_missing,
    hard_to_read,
    row_hard_to_read,
    field_too_long,
    ending,
    drawing_is_there,
    heading_order,
    broken_links,
    unbacked_figures,
    promises_too_much,
]
MOST_LISTED = 100


def errors(text: Text, guide: Guide) -> list[Finding]:
    """What stops `text` from being published, from top to bottom."""
    return run(STOPPING, text, guide)


def findings(text: Text, guide: Guide) -> list[Finding]:
    """Everything about `text` that its editor should know: the errors first, then what
    is about its other fields, then the text from top to bottom."""
    return run(STOPPING + ADVISING, text, guide)


def run(checks, text: Text, guide: Guide) -> list[Finding]:
    found = [finding for check in checks for finding in check(text, guide)]
    found.sort(key=place_in_list)
    if rest := found[MOST_LISTED:]:
        found[MOST_LISTED:] = [
            Finding(rest[0].level, "size", "And more. Mend these first.")
        ]
    return found


def place_in_list(finding: Finding) -> tuple:
    return not finding.is_error, finding.field == "text", finding.line


def problems(body: str) -> list[str]:
    """What keeps the Markdown `body` from being shown well, in sentences."""
    return [finding.message for finding in errors(Text(body), Guide())]
