"""What a first view weighs on the wire: few bytes, nothing from elsewhere, no font."""

import gzip
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from django.contrib.staticfiles.finders import find

from knotcare.static_files import whole
from tests.articles.test_pages import AREAS, CHAPTERS

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


@dataclass
class View:
    """A page and what a browser loads with it."""

    html: str

    @property
    def addresses(self) -> set[str]:
        tags = LOADED.finditer(self.html)
        return {tag[1] for tag in tags if not NOT_LOADED.search(tag[0])}

    @property
    def paths(self) -> set[str]:
        return {urlsplit(address).path for address in self.addresses}

    @property
    def stylesheets(self) -> set[str]:
        return {path for path in self.paths if path.endswith(".css")}

    @property
    def text_and_style(self) -> int:
        page = len(gzip.compress(self.html.encode(), 6)) + NOISE
        return page + sum(map(size, self.stylesheets))

    @property
    def everything(self) -> int:
        return self.text_and_style + sum(map(size, self.paths - self.stylesheets))


def size(path: str) -> int:
    """The bytes of a static file as whitenoise sends it."""
    name, kind = path.removeprefix("/static/"), mimetypes.guess_type(path)[0] or ""
    if name.endswith((".css", ".js")):
        content = whole(name).encode()
    else:
        content = Path(find(name)).read_bytes()
    is_text = kind.startswith("text/") or "svg" in kind
    return len(brotli.compress(content)) if is_text else len(content)


@pytest.fixture
def view(get_page):
    return lambda path: View(get_page(path))


@pytest.mark.parametrize("path", FIRST_VIEWS)
def test_a_first_view_fits_into_the_first_answer(view, path):
    assert view(path).text_and_style <= MOST_FOR_TEXT_AND_STYLE


@pytest.mark.parametrize("path", [*FIRST_VIEWS, *OTHER_VIEWS])
def test_a_whole_page_is_light_and_its_own(view, path):
    page = view(path)

    assert page.everything <= MOST
    assert len(page.paths) > 1
    for address in page.addresses:
        assert address.startswith("/static/"), address
    assert not re.search(r"\.(?:woff2?|ttf|otf)\b", page.html)
    assert len(page.stylesheets) <= MOST_STYLESHEETS
    for stylesheet in page.stylesheets:
        text = whole(stylesheet.removeprefix("/static/"))
        assert not re.search(r"@font-face|@import|url\(", text)


def test_the_budget_counts_each_kind_of_file(get_page):
    html = get_page("/")

    light = View(html).everything
    heavy = html.replace("</head>", '<img src="/static/img/share.png"></head>')
    assert View(heavy).everything > light + 10_000
