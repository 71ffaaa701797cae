"""Saved and opened without a network, or printed: the handouts in a real browser."""

import pytest

from tests.articles.test_handouts import CARD, HANDOUTS, WHOLE

from .test_accessibility import DESKTOP, PHONE, RULES, axe, scrolls_sideways
from .test_print import PAGE_OBJECT


@pytest.fixture
def saved(site, client, tmp_path):
    """The address of a handout as a file."""

    def save(path: str) -> str:
        file = tmp_path / path.strip("/")
        file.write_bytes(client.get(path).content)
        return file.as_uri()

    return save


@pytest.mark.parametrize("path", HANDOUTS)
def test_a_saved_file_needs_no_network(browser, saved, path):
    context = browser.new_context(offline=True, java_script_enabled=False)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(url := saved(path))

    assert asked == [url]
    drawings = page.locator(".drawing svg")
    assert drawings.count() >= 6
    for drawing in drawings.all():
        assert drawing.locator("path, circle, ellipse, line, rect").count() > 0
        assert drawing.bounding_box()["height"] > 100
    context.close()


@pytest.mark.parametrize("path", HANDOUTS)
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_handout_keeps_nobody_out(page, saved, path, size, theme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)

    page.goto(saved(path))

    result = axe.run(page, options={"runOnly": RULES})
    assert result.violations_count == 0, result.generate_report()
    assert scrolls_sideways(page) is False


def test_the_desk_card_fits_one_sheet(page, saved):
    page.goto(saved(CARD))

    for landscape in (False, True):
        printed = page.pdf(format="Letter", landscape=landscape)
        assert len(PAGE_OBJECT.findall(printed)) == 1


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
