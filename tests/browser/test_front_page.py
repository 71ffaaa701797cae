"""The admin's front page and the first-day guides, on a phone and in the dark."""

from datetime import timedelta

import pytest
from django.utils import timezone

from booking.models import BookingRequest, OutboxMail

from .acts import follow
from .rules import DESKTOP, HAND, barriers


@pytest.fixture
def front_page(desk, site, ask, make_article):
    """The front page with something in every card."""
    ask(name="Maximiliana Featherstonehaugh-Wolfeschlegelsteinhausen")
    BookingRequest.objects.filter(pk=ask().pk).update(suspicion="a link in the note")
    OutboxMail.objects.update(error="Connection refused")
    make_article(status="draft")
    soon = timezone.now() + timedelta(days=2)
    make_article(status="scheduled", published_at=soon)
    desk.goto(f"{site}/admin/")
    return desk


def test_the_desk_and_its_guides_keep_nobody_out_and_are_one_click_apart(
    front_page, site
):
    found = barriers(front_page, "#content", sizes=(DESKTOP, HAND))
    for link in front_page.locator(".board a, .board-links a").all():
        assert link.bounding_box()["height"] >= 36, link.inner_text()  # on a phone
    follow(front_page.get_by_role("link", name="Your first day", exact=True))
    assert front_page.get_by_role("heading", level=1).inner_text() == "Your first day"
    for path in ("/admin/first-day/", "/admin/first-day/desk/"):
        front_page.goto(site + path)
        found += barriers(front_page, "#content", sizes=(DESKTOP, HAND))

    assert found == []
