"""The drawings in a real browser: they are painted, in the theme, in their place."""

import io

from PIL import Image

PAGE = "/guide/ease-a-knot-now/"
NAME = "Ball at the wall"


def show(page, site):
    page.goto(site + PAGE)
    drawing = page.get_by_role("img", name=NAME)
    drawing.scroll_into_view_if_needed()
    return drawing


def extremes(drawing) -> tuple[int, int]:
    """The darkest and the lightest gray of the drawing as it is painted."""
    return Image.open(io.BytesIO(drawing.screenshot())).convert("L").getextrema()


def test_a_drawing_is_painted_in_the_inks_of_either_theme(page, site):
    inks = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        drawing = show(page, site)
        page.wait_for_function("document.querySelector('.drawing use').getBBox().width")
        inks[theme] = drawing.evaluate("(svg) => getComputedStyle(svg).color")
        low, high = extremes(drawing)
        assert high - low > 100, "lines stand out from the page"

    assert inks["light"] != inks["dark"]


def test_a_drawing_has_its_place_before_its_lines_arrive(page, site):
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.route("**/drawings/*.svg", lambda route: route.abort())
        without_lines = show(page, site).bounding_box()
        page.unroute("**/drawings/*.svg")

        assert show(page, site).bounding_box() == without_lines
        assert without_lines["height"] > 150
