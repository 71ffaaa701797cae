"""Nothing keeps anyone out of a public page, and none asks another host for anything."""

from tests.articles.views.test_pages import PAGES

from .rules import barriers


def test_no_page_keeps_anyone_out(page, site):
    console, elsewhere, found = [], [], []
    page.on("console", lambda message: console.append(message.text))
    page.on("request", lambda request: elsewhere.append(request.url))

    for path in [*PAGES, "/guide/"]:
        page.goto(site + path)
        found += barriers(page)

    assert found == []
    assert console == []
    assert [url for url in elsewhere if not url.startswith((site, "data:"))] == []


FAULTS = """<!doctype html><html lang=en><title>t</title><style>
  .pale { background: white; color: light-dark(black, #ccc); color-scheme: light dark }
  .wide { display: none }
  @media (width < 400px) { .wide { display: block; width: 500px } .narrow { display: none } }
</style><main><h1>t</h1>
  <img src=x class=narrow><p class=pale>Words</p><p class=wide>Words</p>
</main>"""


def test_a_fault_is_seen_in_either_theme_and_at_either_width(page):
    page.set_content(FAULTS)

    found = "\n".join(barriers(page))

    assert found.count("image-alt - ") == 1
    assert found.count("color-contrast - ") == 2
    assert found.count("scrolls sideways at 320") == 1
    assert "sideways at 1280" not in found
