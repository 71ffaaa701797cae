"""The body map fits: a thumb, the first screen of a phone, and each thread its name."""

import pytest

from articles.models import BodyArea, QuickRelief
from tests.browser.test_accessibility import scrolls_sideways
from tests.browser.test_body_map import NAMES, PHONE, body_map, sore_areas

PHONES = [{"width": 320, "height": 640}, PHONE]
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


@pytest.mark.parametrize("size", PHONES, ids=["320", "390"])
def test_each_area_is_large_enough_for_a_thumb(page, site, size):
    page.set_viewport_size(size)
    page.goto(site)

    sides = dict(zip(NAMES, page.evaluate(LARGEST_SQUARES), strict=True))
    names = [link.bounding_box() for link in page.locator(".body-map li a").all()]

    assert {name: side for name, side in sides.items() if side < TARGET} == {}
    assert all(min(box["width"], box["height"]) >= TARGET for box in names)
    assert scrolls_sideways(page) is False


def test_the_first_screen_of_a_phone_holds_the_whole_map(page, site):
    page.set_viewport_size(PHONE)
    page.goto(site)

    for part in (
        body_map(page),
        page.locator(".body-map ul"),
        page.get_by_text("Sudden or severe pain?"),
    ):
        box = part.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"]


def test_the_smallest_phone_shows_every_name_at_once(page, site):
    page.set_viewport_size(PHONES[0])
    page.goto(site)

    for name in page.locator(".body-map li").all():
        box = name.bounding_box()
        assert box["y"] + box["height"] <= PHONES[0]["height"]


def test_where_letters_are_large_the_names_stand_below_the_figures(page, site):
    page.set_viewport_size({"width": 310, "height": 640})  # under 20 em
    page.goto(site)

    figures = body_map(page).bounding_box()
    names = page.locator(".body-map ul").bounding_box()

    assert names["y"] >= figures["y"] + figures["height"]
    assert figures["x"] + figures["width"] <= 310
    assert scrolls_sideways(page) is False


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


@pytest.mark.parametrize("size", PHONES, ids=["320", "390"])
def test_each_thread_ends_at_its_name(page, site, size):
    page.set_viewport_size(size)
    page.goto(site)

    assert max(page.evaluate(THREADS_ASTRAY)) < 6


def test_a_seventh_area_joins_the_list_in_its_place_and_no_thread_goes_astray(
    page, site
):
    page.set_viewport_size(PHONE)
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

    page.goto(site)

    names = [*NAMES[:2], "Forearms", *NAMES[2:]]
    assert page.locator(".body-map li").all_inner_texts() == names
    assert body_map(page).get_by_role("link").count() == len(NAMES)
    assert max(page.evaluate(THREADS_ASTRAY)) < 6
    page.get_by_role("list").get_by_role("link", name="Calves").first.hover()
    assert sore_areas(page) == ["Calves"]
