"""Readers see pages in ways of their own: larger text, more space, chosen colors, by Tab."""

import pytest

from tests.articles.test_pages import PAGES

from .test_accessibility import scrolls_sideways

NARROW, PHONE = {"width": 320, "height": 640}, {"width": 390, "height": 844}
LOOKED_AT = [*PAGES, "/book/", "/nothing-here/"]

# WCAG 1.4.12, to the letter.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""
# WCAG 1.4.4.
DOUBLE = "html { font-size: 200% !important; }"

# A style of the reader's own stands above any policy of the page.
ADOPT = """
(style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}
"""

# Text that is cut off, or that lies over other text of the page.
CUT_OFF = """
() => [...document.querySelectorAll("body *")].filter(each => {
  const style = getComputedStyle(each);
  const hides = [style.overflowX, style.overflowY].some(way => /hidden|clip/.test(way));
  const isThere = each.getClientRects().length && !each.closest(".visually-hidden, svg");
  return hides && isThere && each.textContent.trim() &&
    (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 120))
"""

# Where the keyboard stands: is it seen, is its outline, does anything lie over it?
FOCUS = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = at.matches("[type=radio], [type=checkbox]") ? at.closest("label") || at : at;
  const box = shown.getBoundingClientRect();
  const outlined = [at, shown].some(each => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const line = at.querySelector(".body-map__thread") || at.closest(".body-map a");
  const bold = line && parseFloat(getComputedStyle(line).strokeWidth) >= 3;
  const rects = [...shown.getClientRects()].filter(rect => rect.width && rect.height);
  const rect = rects[0] || box;
  const over = document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
  const free = over && (shown.contains(over) || over.contains(shown));
  const inside = box.bottom > 0 && box.top < innerHeight;
  return { html: at.outerHTML.slice(0, 90), ok: (outlined || bold) && inside && Boolean(free) };
}
"""


@pytest.mark.parametrize(
    ("style", "size"),
    [(TEXT_SPACING, NARROW), (TEXT_SPACING, PHONE), (DOUBLE, PHONE)],
    ids=["spacing at 320", "spacing at 390", "double at 390"],
)
def test_nothing_is_lost_when_text_takes_more_room(page, site, size, style):
    page.set_viewport_size(size)

    for path in LOOKED_AT:
        page.goto(site + path)
        page.evaluate(ADOPT, style)
        assert page.evaluate(CUT_OFF) == [], path
        assert scrolls_sideways(page) is False, path


@pytest.mark.parametrize("size", [NARROW, {"width": 1280, "height": 900}], ids=str)
def test_the_keyboard_shows_where_it_stands(page, site, size):
    page.set_viewport_size(size)

    for path in LOOKED_AT:
        page.goto(site + path)
        stops = []
        while len(stops) < 200:
            page.keyboard.press("Tab")
            if (stop := page.evaluate(FOCUS)) is None:
                break
            stops.append(stop)
        assert len(stops) > 8, path
        assert [stop["html"] for stop in stops if not stop["ok"]] == [], path


def test_chosen_colors_keep_the_meanings(page, site):
    """In forced colors no background is left, so marks and borders must speak."""
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}/relief/calves/")

    stop = page.locator(".relief-stop").first
    mark = stop.evaluate("each => getComputedStyle(each, '::before').backgroundColor")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    border = stop.evaluate("each => getComputedStyle(each).borderTopStyle")

    assert mark not in (ground, "rgba(0, 0, 0, 0)")
    assert border == "solid"
