"""What keeps somebody out of a page: a fault that axe finds, on a phone or a desktop, by
light or dark, and a page that scrolls sideways."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults

PHONE, HAND = {"width": 320, "height": 640}, {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

# For some of its rules axe would copy the page's styles into the page ("preload"), which
# the site's policy refuses.
RUN = """
async ([within, runOnly]) => {
  const changes = document.getAnimations().filter(each => each instanceof CSSTransition);
  await Promise.allSettled(changes.map(change => change.finished));
  const options = { runOnly, preload: false, resultTypes: ["violations"] };
  return await axe.run(within ?? document, options);
}
"""


def barriers(page, within: str | None = None, sizes=(DESKTOP, PHONE)) -> list[str]:
    """What keeps somebody out of the page as it is, or of a part of it. Afterward the
    page has the last size, and is dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found += faults(page, within, ALL)
        page.emulate_media(color_scheme="dark")
        found += faults(page, within, OF_COLOR)
        if scrolls_sideways(page):
            found.append(f"{page.url} scrolls sideways at {size['width']}")
    return found


def faults(page, within: str | None, rules) -> list[str]:
    result = AxeResults(page.evaluate(RUN, [within, rules]))
    return [f"{page.url}: {result.generate_report()}"] * bool(result.violations_count)


def scrolls_sideways(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
