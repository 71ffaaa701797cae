"""axe finds nothing to mend on any public page, in either theme, at either width."""

import pytest

from tests.articles.test_pages import PAGES

from .rules import axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_keeps_anyone_out(page, site, size, theme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)
    console = []
    page.on("console", lambda message: console.append(message.text))
    page.on("request", lambda request: elsewhere(request.url, site, console))

    found = {}
    for path in [*PAGES, "/guide/"]:
        page.goto(site + path)
        result = axe.run(page, options={"runOnly": RULES})
        if result.violations_count:
            found[path] = result.generate_report()
        assert scrolls_sideways(page) is False, path

    assert found == {}
    assert console == []


def elsewhere(url: str, site: str, console: list[str]) -> None:
    if not url.startswith((site, "data:")):
        console.append(f"asked another host: {url}")


def scrolls_sideways(page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def test_axe_sees_a_fault(page):
    page.set_content("<html lang=en><title>t</title><main><img src=x></main>")

    assert axe.run(page, options={"runOnly": RULES}).violations_count
