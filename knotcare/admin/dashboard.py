"""What staff see first of all in the admin, and only if the site itself is in trouble."""

from django.urls import reverse

from articles.dashboard import Card, Line

from ..health.checks import troubles


def cards(request) -> list[Card]:
    """The site's card, for those whose visitors wait while it is in trouble."""
    if not request.user.has_perm("booking.view_outboxmail"):
        return []
    found = [trouble for trouble in troubles(request).values() if trouble]
    lines = [Line(f"{trouble.what}.", detail=trouble.means) for trouble in found]
    if not found:
        return []
    return [
        Card(
            "Something is wrong with the site",
            len(found),
            lines,
            empty="",
            more="All checks",
            url=reverse("readyz"),
            is_trouble=True,
        )
    ]
