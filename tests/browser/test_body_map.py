"""Where does it hurt? The body map on the home page: its links, its names, its light,
and that it fits: a thumb, the first screen of a phone, and each thread its name."""

import re

import pytest

from articles.models import BodyArea, QuickRelief

from .rules import HAND, PHONE, scrolls_sideways

NAMES = ["Neck", "Shoulders", "Upper back", "Lower back", "Glutes and hips", "Calves"]
TARGET = 44  # CSS pixels, to a side

# For each area, the side of the largest square in which every point that is
# tried, a pixel apart, belongs to the area and to nothing else.
LARGEST_SQUARES = """
() => [...document.querySelectorAll(".body-map__figures a")].map(area => {
  area.scrollIntoView({block: "center"});
  const {left, top, right, bottom} = area.getBoundingClientRect();
  let above = [], best = 0;
  for (let y = Math.ceil(top); y < bottom; y++) {
    let row = [];
    for (let x = Math.max(0, Math.ceil(left)); x < right; x++) {
      const at = row.length, own = area.contains(document.elementFromPoint(x, y));
      const near = Math.min(row[at - 1] ?? 0, above[at] ?? 0, above[at - 1] ?? 0);
      row.push(own ? near + 1 : 0);
    }
    best = Math.max(best, ...row);
    above = row;
  }
  return best;
})
"""

FOCUSED = "document.activeElement.ariaLabel ?? document.activeElement.textContent"

# How far the end of each thread is from the middle of its name, up or down.
THREADS_ASTRAY = """
() => [...document.querySelectorAll(".body-map__figures a")].map(area => {
  const thread = area.lastElementChild;
  const end = thread.getPointAtLength(thread.getTotalLength())
    .matrixTransform(thread.getScreenCTM());
  const name = document.querySelector(`.body-map li a[href="${area.href.baseVal}"]`);
  const {top, height} = name.getBoundingClientRect();
  return Math.abs(end.y - top - height / 2);
})
"""


@pytest.fixture
def home(page, site):
    page.set_viewport_size(HAND)
    page.goto(site)
    return page


def body_map(page):
    return page.get_by_role("group", name="Body map")


def test_by_keyboard_or_ear_each_area_is_met_in_the_map_and_then_in_the_list(home):
    body_map(home).get_by_role("link").first.focus()
    stops = []
    for _ in range(12):
        stops.append(home.evaluate(FOCUSED))
        home.keyboard.press("Tab")
    links = "\n".join(f'  - link "{name}":' for name in NAMES)
    heard = re.sub(r"\n +- /url: .*", "", body_map(home).aria_snapshot())

    assert stops == NAMES * 2
    assert heard == f'- group "Body map":\n{links}'
    assert home.locator(".body-map li").all_inner_texts() == NAMES


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


def ends_below(part) -> float:
    box = part.bounding_box()
    assert box["y"] >= 0
    return box["y"] + box["height"]


def test_on_each_phone_the_areas_fit_a_thumb_and_their_threads_end_at_their_names(home):
    for size in (HAND, PHONE):
        home.set_viewport_size(size)
        sides = dict(zip(NAMES, home.evaluate(LARGEST_SQUARES), strict=True))
        names = [link.bounding_box() for link in home.locator(".body-map li a").all()]

        assert {name: side for name, side in sides.items() if side < TARGET} == {}
        assert all(min(box["width"], box["height"]) >= TARGET for box in names)
        assert max(home.evaluate(THREADS_ASTRAY)) < 6
        assert scrolls_sideways(home) is False


def test_the_first_screen_of_a_phone_holds_the_whole_map(home):
    names = home.locator(".body-map ul")
    for part in (body_map(home), names, home.get_by_text("Sudden or severe pain?")):
        assert ends_below(part) <= HAND["height"]

    home.set_viewport_size(PHONE)
    for name in names.locator("li").all():
        assert ends_below(name) <= PHONE["height"]


def test_where_letters_are_large_the_names_stand_below_the_figures(home):
    home.set_viewport_size({"width": 310, "height": 640})  # under 20 em

    figures = body_map(home).bounding_box()
    names = home.locator(".body-map ul").bounding_box()

    assert names["y"] >= figures["y"] + figures["height"]
    assert figures["x"] + figures["width"] <= 310
    assert scrolls_sideways(home) is False


def test_the_map_follows_what_editors_add_rename_and_take_away(home, site):
    forearms = BodyArea.objects.create(name="Forearms", slug="forearms", order=99)
    QuickRelief.objects.create(
        area=forearms,
        tool="Your own thumb",
        action="Press gently.",
        stop_sign="Soft muscle only.",
        hold_from_seconds=30,
        hold_to_seconds=60,
    )
    BodyArea.objects.move(forearms.pk, -4)
    BodyArea.objects.filter(slug="calves").update(name="Lower legs")

    home.goto(site)
    names = [*NAMES[:2], "Forearms", *NAMES[2:-1], "Lower legs"]
    assert home.locator(".body-map li").all_inner_texts() == names
    assert body_map(home).get_by_role("link").count() == len(NAMES)
    assert home.get_by_role("link", name="Calves").count() == 0
    assert max(home.evaluate(THREADS_ASTRAY)) < 6
    home.get_by_role("list").get_by_role("link", name="Lower legs").first.hover()
    assert sore_areas(home) == ["Lower legs"]

    BodyArea.objects.get(slug="shoulders").quick_relief.delete()
    home.goto(site)
    names.remove("Shoulders")
    assert home.locator(".body-map li").all_inner_texts() == names
    assert body_map(home).get_by_role("link").count() == len(NAMES) - 1

    home.goto(f"{site}/relief/calves/")
    assert home.get_by_role("heading", level=1).inner_text() == "Lower legs"
