"""The drawings in a real browser: they are painted, in the theme, in their place."""

import io

from PIL import Image


def show(page, site):
    page.goto(f"{site}/guide/ease-a-knot-now/")
    drawing = page.get_by_role("img", name="Ball at the wall")
    drawing.scroll_into_view_if_needed()
    return drawing


def test_a_drawing_is_painted_in_the_inks_of_either_theme(page, site):
    inks = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        drawing = show(page, site)
        page.wait_for_function("document.querySelector('.drawing use').getBBox().width")
        inks[theme] = drawing.evaluate("(svg) => getComputedStyle(svg).color")
        painted = Image.open(io.BytesIO(drawing.screenshot())).convert("L")
        darkest, lightest = painted.getextrema()
        assert lightest - darkest > 100, "lines stand out from the page"

    assert inks["light"] != inks["dark"]


def test_a_drawing_has_its_place_before_its_lines_arrive(page, site):
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.route("**/drawings/*.svg", lambda route: route.abort())
        without_lines = show(page, site).bounding_box()
        page.unroute("**/drawings/*.svg")

        assert show(page, site).bounding_box() == without_lines
        assert without_lines["height"] > 150
