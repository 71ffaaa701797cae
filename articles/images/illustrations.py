"""The guide's own pictures: line drawings that ship with the code and wear the theme.

Each is a file of static/img/drawings/, its name the name by which a text, a row and a
template place it. Title and description in the file are what a screen reader says.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

FOLDER = settings.BASE_DIR / "static/img/drawings"
PIXELS_A_UNIT = 1.2  # a line of 2.5 units is 3 pixels
PARTS = re.compile(
    r'viewBox="(?P<view_box>[^"]+)".*?<title>(?P<title>[^<]+)</title>\s*'
    r"<desc>(?P<description>[^<]+)</desc>",
    re.DOTALL,
)


@dataclass(frozen=True)
class Drawing:
    """A drawing: its words, and its space as `x y width height`."""

    name: str
    title: str
    description: str
    view_box: str

    @property
    def width(self) -> int:
        """Its own width in pixels, at which all drawings have the same line."""
        return round(float(self.view_box.split()[2]) * PIXELS_A_UNIT)

    @property
    def words(self) -> str:
        """What it shows, for people who cannot see it."""
        return f"{self.title}. {self.description}"

    @property
    def url(self) -> str:
        """Where its lines are, for an SVG `use`."""
        return static(f"img/drawings/{self.name}.svg") + "#drawing"


@cache
def all_drawings() -> dict[str, Drawing]:
    """Every drawing by its name. They are files of the code, so they are read once."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.svg"))}


def read(path: Path) -> Drawing:
    """The drawing in a file. Raises ValueError where it has no title or description."""
    match = PARTS.search(path.read_text(encoding="utf-8"))
    if not match:
        raise ValueError(f"{path}: no viewBox, title and description in this order")
    words = {name: unescape(text) for name, text in match.groupdict().items()}
    return Drawing(path.stem, **words)


def choices() -> list[tuple[str, str]]:
    """The drawings that a row can have, for its form."""
    return [(drawing.name, drawing.title) for drawing in all_drawings().values()]


def is_ours(url: str) -> bool:
    """Whether `url` is exactly that of a drawing."""
    return any(url == drawing.url for drawing in all_drawings().values())
