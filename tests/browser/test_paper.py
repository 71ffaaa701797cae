"""On paper, and saved for where there is no network: handouts, the table, a chapter."""

import pytest

from booking.models import Spa
from tests.articles.views.test_handouts import CARD, HANDOUTS, WHOLE

from .acts import sheets
from .rules import DESKTOP, barriers


@pytest.fixture
def saved(site, client, tmp_path):
    """The address of a handout as a file."""

    def save(path: str) -> str:
        file = tmp_path / path.strip("/")
        file.write_bytes(client.get(path).content)
        return file.as_uri()

    return save


def test_a_saved_file_needs_no_network(scriptless, saved):
    scriptless.set_viewport_size(DESKTOP)
    scriptless.context.set_offline(True)
    asked, opened = [], [saved(path) for path in HANDOUTS]
    scriptless.on("request", lambda request: asked.append(request.url))

    for url in opened:
        scriptless.goto(url)

        drawings = scriptless.locator(".drawing svg")
        assert drawings.count() >= 6
        for drawing in drawings.all():
            assert drawing.locator("path, circle, ellipse, line, rect").count() > 0
            assert drawing.bounding_box()["height"] > 100
    assert asked == opened


def test_a_handout_keeps_nobody_out(page, saved):
    for path in HANDOUTS:
        page.goto(saved(path))
        assert barriers(page) == []


def test_the_desk_card_fits_one_sheet(page, saved):
    page.goto(saved(CARD))

    assert [sheets(page, landscape) for landscape in (False, True)] == [1, 1]


def test_on_paper_no_heading_is_left_alone_and_no_card_is_cut(page, saved):
    page.goto(saved(WHOLE))
    page.emulate_media(media="print")

    def breaks(selector: str, side: str) -> set[str]:
        return set(
            page.locator(selector).evaluate_all(
                f"all => all.map(one => getComputedStyle(one)['{side}'])"
            )
        )

    assert breaks("h2, h3, h4", "break-after") == {"avoid"}
    whole = "h2, h3, h4, .drawing, .care-card, .stretch, .relief-card, .callout, tr"
    assert breaks(whole, "break-inside") == {"avoid"}
    assert page.get_by_role("navigation", name="Contents").is_visible()


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
