"""What a first view weighs on the wire: few bytes, nothing from elsewhere, no font."""

import gzip
import mimetypes
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import brotli
from django.contrib.staticfiles.finders import find

from knotcare.staticfiles import whole
from tests.articles.views.test_pages import AREAS, CHAPTERS

MOST_FOR_TEXT_AND_STYLE = 14_600  # bytes: what a server sends before the first answer
MOST = 40_000  # bytes
MOST_STYLESHEETS = 3  # nothing is seen before the last is there
NOISE = 100  # bytes that Django adds to each compressed page at most, against BREACH

LOADED = re.compile(
    r'<(?:link|script|img|use)\b[^>]*?\b(?:href|src)="([^"#][^"]*)"[^>]*>'
)
NOT_LOADED = re.compile(r'rel="(?:canonical|alternate|apple-touch-icon|prev|next)"')

FIRST_VIEWS = ["/", "/privacy/", *(f"/guide/{slug}/" for slug in CHAPTERS)]
OTHER_VIEWS = [
    *(f"/relief/{slug}/" for slug in AREAS),
    *("/relief/", "/questions/", "/about/", "/book/"),
]


def loaded(html: str) -> set[str]:
    """The addresses that a browser loads with a page."""
    return {tag[1] for tag in LOADED.finditer(html) if not NOT_LOADED.search(tag[0])}


def weight(html: str, suffix="") -> int:
    """The bytes of a page and of the files that it loads, of those with this suffix."""
    page = len(gzip.compress(html.encode(), 6)) + NOISE
    paths = {urlsplit(address).path for address in loaded(html)}
    return page + sum(size(path) for path in paths if path.endswith(suffix))


@cache
def size(path: str) -> int:
    """The bytes of a static file as whitenoise sends it."""
    name, kind = path.removeprefix("/static/"), mimetypes.guess_type(path)[0] or ""
    if name.endswith((".css", ".js")):
        content = whole(name).encode()
    else:
        content = Path(find(name)).read_bytes()
    is_text = kind.startswith("text/") or "svg" in kind
    return len(brotli.compress(content)) if is_text else len(content)


def test_a_first_view_fits_into_the_first_answer(get_page):
    weights = {path: weight(get_page(path), ".css") for path in FIRST_VIEWS}

    assert [each for each in weights.items() if each[1] > MOST_FOR_TEXT_AND_STYLE] == []


def test_a_whole_page_is_light_and_its_own(get_page, subtests):
    for path in [*FIRST_VIEWS, *OTHER_VIEWS]:
        with subtests.test(path=path):
            html = get_page(path)
            addresses = loaded(html)
            stylesheets = {each for each in addresses if each.endswith(".css")}

            assert weight(html) <= MOST
            assert len(addresses) > 1
            assert [each for each in addresses if not each.startswith("/static/")] == []
            assert not re.search(r"\.(?:woff2?|ttf|otf)\b", html)
            assert len(stylesheets) <= MOST_STYLESHEETS
            for stylesheet in stylesheets:
                text = whole(stylesheet.removeprefix("/static/"))
                assert not re.search(r"@font-face|@import|url\(", text)
