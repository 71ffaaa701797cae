from collections.abc import Iterator

from django.utils.formats import date_format

from ...models.article import is_due
from ..context import Guide
from ..document import Review, Text
from ..finding import Finding, warning

DUE = "review due"


def review_missing(text: Text, guide: Guide) -> Iterator[Finding]:
    """A review that is half told, too long ago, or missing where others have theirs.

    A guide that no clinician has reviewed at all says so on every page: that is a known
    state, not a fault of each chapter.
    """
    if text.review and (found := fault(text.review, guide)):
        check, field, message = found
        yield warning(check, message, field=field)


def fault(given: Review, guide: Guide) -> tuple[str, str, str] | None:
    if given.on and not given.by:
        message = "There is a day of review but nobody’s name beside it."
        return "review", "reviewed_by", message
    if given.by and not given.on:
        message = "Say on which day the reviewer checked the text."
        return "review", "last_reviewed_on", message
    if given.on and given.on > guide.today:
        return "review", "last_reviewed_on", "This day of review is still to come."
    if is_due(given.on, given.public_on, guide.today):
        return DUE, "last_reviewed_on", due(given)
    if not given.on and guide.is_reviewed:
        message = "Nobody has reviewed this chapter yet; others name their reviewer."
        return "review", "reviewed_by", message
    return None


def due(given: Review) -> str:
    day = date_format(given.on or given.public_on, "F j, Y")
    told = "was last reviewed" if given.on else "appeared, without a review,"
    return f"This chapter {told} on {day}. It is time that a professional looks at it again."
