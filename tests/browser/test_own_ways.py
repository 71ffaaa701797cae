"""Readers see pages in ways of their own: larger text, more space, another font, chosen
colors, by Tab."""

import pytest

from tests.articles.views.test_pages import PAGES

from .rules import DESKTOP, HAND, PHONE, scrolls_sideways

LOOKED_AT = [*PAGES, "/book/", "/nothing-here/"]

# WCAG 1.4.12, to the letter.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""
# WCAG 1.4.4.
DOUBLE = "html { font-size: 200% !important; }"

# Which fonts there are depends on the machine. These hold on any: each letter as broad as
# in the broadest fonts for text (.6 em and more), or closer than in the narrowest.
FONTS = {
    "its own": "",
    "wide": "* { font-family: monospace, monospace !important; letter-spacing: .03em; }",
    "narrow": "* { letter-spacing: -.08em; }",
}

# A style of the reader's own stands above any policy of the page.
ADOPT = """
(style) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}
"""

# Text that is cut off.
CUT_OFF = """
() => [...document.querySelectorAll("body *")].filter(each => {
  const style = getComputedStyle(each);
  const hides = [style.overflowX, style.overflowY].some(way => /hidden|clip/.test(way));
  const isThere = each.getClientRects().length && !each.closest(".visually-hidden, svg");
  return hides && isThere && each.textContent.trim() &&
    (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 120))
"""

# Text of the page that lies over text on a timer's dial, and such text beyond its dial.
# Of each line it counts what a line-height of 1 would: letters, and no room between lines.
OVER_DIALS = """
() => {
  const lines = [], found = [];
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, range = new Range(), of = text.parentElement;
    if (!text.data.trim() || !of.checkVisibility({ visibilityProperty: true })) continue;
    range.selectNode(text);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const middle = (top + bottom) / 2, half = parseFloat(getComputedStyle(of).fontSize) / 2;
      lines.push({ text, left, right, top: middle - half, bottom: middle + half });
    }
  }
  for (const at of lines) {
    const dial = at.text.parentElement.closest(".hold-timer__face")?.getBoundingClientRect();
    if (!dial) continue;
    if (at.left < dial.left - 1 || at.right > dial.right + 1) found.push(at.text.data);
    for (const other of lines)
      if (other !== at && Math.min(at.right, other.right) - Math.max(at.left, other.left) > 1
          && Math.min(at.bottom, other.bottom) - Math.max(at.top, other.top) > 1)
        found.push(`${at.text.data} / ${other.text.data}`);
  }
  return found;
}
"""
# All of it in its place, where a page puts a part over others that are read before it.
LAID_OUT = ".session__step--hold { position: static !important; }"

# Where the keyboard stands: is it seen, is its outline, does anything lie over it? Each
# press of Tab first notes the place that it leaves.
STOPS = """
stops = [];
stop = () => {
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
};
addEventListener("keydown", () => stops.push(stop()), { capture: true });
"""


def lost(page) -> list[str]:
    """What cannot be read of the page any more."""
    found = page.evaluate(CUT_OFF) + page.evaluate(OVER_DIALS)
    return [*found, "It scrolls sideways."] if scrolls_sideways(page) else found


@pytest.fixture
def ways(subtests):
    """Each way in which text takes more room."""

    def look(page, where: str) -> None:
        for style, size in [
            (TEXT_SPACING, PHONE),
            (TEXT_SPACING, HAND),
            (DOUBLE, HAND),
        ]:
            page.set_viewport_size(size)
            for font, letters in FONTS.items():
                page.evaluate(ADOPT, letters + style + LAID_OUT)
                double = " twice as large" if style is DOUBLE else ""
                with subtests.test(f"{where} at {size['width']}{double}, font: {font}"):
                    assert lost(page) == []

    return look


def test_nothing_is_lost_when_text_takes_more_room(page, site, ways):
    for path in LOOKED_AT:
        page.goto(site + path)
        ways(page, path)


def test_nothing_is_lost_of_a_running_timer_either(page, site, ways):
    page.clock.install()
    page.goto(f"{site}/relief/neck/")
    page.evaluate(
        "document.querySelectorAll('details').forEach(each => each.open = true)"
    )
    pair = page.locator("hold-timer[sides]")

    for number in range(2):
        page.evaluate(ADOPT, "")
        pair.nth(number).get_by_role("button", name="Start").click()
        ways(page, f"timer {number}, running")
        page.clock.run_for(70_000)
        ways(page, f"timer {number}, done")


def test_the_keyboard_shows_where_it_stands(page, site):
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        for path in LOOKED_AT:
            page.goto(site + path)
            page.evaluate(STOPS)
            stops = []
            while None not in stops[1:] and len(stops) < 200:
                for _ in range(10):
                    page.keyboard.press("Tab")
                stops = page.evaluate("stops")
            stops = stops[1 : stops.index(None, 1)]
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
