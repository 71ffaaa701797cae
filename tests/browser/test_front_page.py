"""The admin's front page and the first-day guides, on a phone and in the dark."""

from datetime import timedelta

import pytest
from django.utils import timezone

from booking.models import BookingRequest, OutboxMail
from tests.site.test_front_page import ask

from .acts import follow, sign_in
from .test_accessibility import RULES, axe, scrolls_sideways

__all__ = ["ask"]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PAGES = ["/admin/", "/admin/first-day/", "/admin/first-day/desk/"]


@pytest.fixture
def desk(page, site, ask, make_article, django_user_model):
    """The front page with something in every card."""
    ask("Maximiliana Featherstonehaugh-Wolfeschlegelsteinhausen")
    BookingRequest.objects.filter(pk=ask().pk).update(suspicion="a link in the note")
    OutboxMail.objects.update(error="Connection refused")
    make_article(status="draft")
    soon = timezone.now() + timedelta(days=2)
    make_article(status="scheduled", published_at=soon)
    sign_in(page.context, site, django_user_model.objects.create_superuser("eve"))
    page.goto(f"{site}/admin/")
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_desk_and_its_guides_keep_nobody_out(desk, site, size, theme):
    desk.set_viewport_size(size)
    desk.emulate_media(color_scheme=theme)

    for path in PAGES:
        desk.goto(site + path)
        result = axe.run(desk, "#content", options={"runOnly": RULES})
        assert result.violations_count == 0, result.generate_report()
        assert scrolls_sideways(desk) is False, path


def test_on_a_phone_every_link_of_a_card_is_large_enough(desk):
    desk.set_viewport_size(PHONE)

    for link in desk.locator(".board a, .board-links a").all():
        assert link.bounding_box()["height"] >= 36, link.inner_text()


def test_the_guide_is_one_click_away(desk):
    follow(desk.get_by_role("link", name="Your first day", exact=True))

    assert desk.get_by_role("heading", level=1).inner_text() == "Your first day"
