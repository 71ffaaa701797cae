"""On paper: the quick-relief table on one sheet, no navigation."""

from booking.models import Spa

from .acts import sheets


def test_the_quick_relief_table_is_one_sheet_that_says_how_to_reach_the_spa(page, site):
    Spa.objects.create(pk=1, phone="(713) 555-0199", email="desk@spa.example")
    page.goto(f"{site}/relief/")

    assert [sheets(page, landscape) for landscape in (False, True)] == [1, 1]
    page.emulate_media(media="print")
    assert page.get_by_text("(713) 555-0199 or desk@spa.example").is_visible()
    assert not page.get_by_role("link", name="Ask for a session").is_visible()


def test_paper_shows_no_navigation(page, site):
    page.goto(f"{site}/guide/ease-a-knot-now/")
    page.emulate_media(media="print")

    assert page.get_by_role("navigation").count() == 0
    assert page.get_by_role("heading", name="Warm it first").is_visible()
