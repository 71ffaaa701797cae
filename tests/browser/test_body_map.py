"""Where does it hurt? The body map on the home page: its links, its names, its light."""

import re

import pytest

from articles.models import BodyArea

NAMES = ["Neck", "Shoulders", "Upper back", "Lower back", "Glutes and hips", "Calves"]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def home(page, site):
    page.set_viewport_size(PHONE)
    page.goto(site)
    return page


def body_map(page):
    return page.get_by_role("group", name="Body map")


def focused(page) -> str:
    return page.evaluate(
        "document.activeElement.ariaLabel ?? document.activeElement.textContent"
    )


def test_the_keyboard_meets_six_areas_in_order_and_then_the_list(home):
    body_map(home).get_by_role("link").first.focus()
    stops = [focused(home)]
    for _ in range(11):
        home.keyboard.press("Tab")
        stops.append(focused(home))

    assert stops == NAMES * 2


def test_enter_on_an_area_opens_its_page(home, site):
    body_map(home).get_by_role("link", name="Lower back").focus()
    home.keyboard.press("Enter")

    home.wait_for_url(f"{site}/relief/lower-back/")


def test_a_screen_reader_hears_each_name_once_in_the_map_and_once_in_the_list(home):
    links = "\n".join(f'  - link "{name}":' for name in NAMES)

    assert re.sub(r"\n +- /url: .*", "", body_map(home).aria_snapshot()) == (
        f'- group "Body map":\n{links}'
    )
    assert home.locator(".body-map li").all_inner_texts() == NAMES


def test_a_tap_on_the_calves_opens_their_page(browser, site):
    phone = browser.new_page(viewport=PHONE, has_touch=True)
    phone.goto(site)
    left_calf = (
        body_map(phone).get_by_role("link", name="Calves").locator("path").nth(1)
    )
    box = left_calf.bounding_box()

    phone.touchscreen.tap(box["x"] + 5, box["y"] + box["height"] / 2)

    phone.wait_for_url(f"{site}/relief/calves/")
    phone.close()


def sore_areas(page) -> list[str]:
    """The areas that are drawn stronger than the rest."""
    return page.evaluate("""
        () => [...document.querySelectorAll(".body-map__figures a")]
          .filter(a => getComputedStyle(a.children[1]).strokeOpacity > .5)
          .map(a => a.ariaLabel)
    """)


def test_a_name_lights_up_its_area_and_an_area_its_name(home):
    assert sore_areas(home) == []
    home.locator(".body-map li a").nth(3).hover()
    assert sore_areas(home) == ["Lower back"]

    body_map(home).get_by_role("link", name="Neck").focus()
    underlined = home.evaluate("""
        () => [...document.querySelectorAll(".body-map li a")]
          .filter(a => getComputedStyle(a).textDecorationLine == "underline")
          .map(a => a.textContent)
    """)
    assert "Neck" in underlined and "Calves" not in underlined


def test_forced_colors_show_the_areas_in_the_color_of_links(home):
    home.emulate_media(forced_colors="active")

    used, links = home.evaluate("""
        () => {
          const link = document.querySelector(".body-map li a");
          const strokes = document.querySelectorAll(
            ".body-map__sore, .body-map__thread"
          );
          return [
            [...new Set([...strokes].map(path => getComputedStyle(path).stroke))],
            getComputedStyle(link).color,
          ];
        }
    """)
    assert used == [links]


def test_an_editor_renames_an_area_and_the_map_says_so(home, site):
    BodyArea.objects.filter(slug="calves").update(name="Lower legs")

    home.goto(site)
    assert body_map(home).get_by_role("link", name="Lower legs").count() == 1
    assert home.get_by_role("link", name="Calves").count() == 0

    home.goto(f"{site}/relief/calves/")
    assert home.get_by_role("heading", level=1).inner_text() == "Lower legs"


def test_an_area_without_relief_is_not_offered(home, site):
    BodyArea.objects.get(slug="shoulders").quick_relief.delete()

    home.goto(site)

    names = [name for name in NAMES if name != "Shoulders"]
    assert home.locator(".body-map li").all_inner_texts() == names
    assert body_map(home).get_by_role("link").count() == len(names)
