"""Pictures that editors upload: their names, from which all their sizes follow."""

import re
from dataclasses import dataclass

from django.conf import settings

WIDTHS = (400, 800, 1600)  # pixels; a picture is kept at each that it can fill
TYPES = {"avif": "image/avif", "webp": "image/webp"}
ALT_PLACEHOLDER = "Describe this picture"
DECORATION = "Only decoration"  # written for a description: nothing is read aloud
SPECIAL = re.compile(r"[\\`*_{}\[\]<>&]")  # what Markdown reads as more than itself
FOLDER = "pictures"
NAME = re.compile(
    FOLDER + r"/([0-9a-f]{32})-([1-9]\d{0,3})x([1-9]\d{0,3})\.(avif|webp)"
)


@dataclass(frozen=True)
class Picture:
    """A stored picture: its key and the size of its largest copy, in pixels.

    Every picture has its copies in WebP. One whose address ends in .avif has them in
    AVIF as well: the address tells, so that a page asks neither storage nor database.
    """

    key: str
    width: int
    height: int
    has_avif: bool = False

    @classmethod
    def named(cls, name: str) -> "Picture | None":
        """The picture whose largest copy is stored as `name`, None for any other."""
        match = NAME.fullmatch(name)
        return match and cls(match[1], int(match[2]), int(match[3]), match[4] == "avif")

    @classmethod
    def at(cls, url: str) -> "Picture | None":
        """The picture that `url` shows, None where it is none of ours."""
        if not url.startswith(settings.MEDIA_URL):
            return None
        return cls.named(url.removeprefix(settings.MEDIA_URL))

    @property
    def url(self) -> str:
        """The address by which a text shows it."""
        return settings.MEDIA_URL + self.name(self.width, self.kinds[0])

    def markdown(self, description: str) -> str:
        """The line that shows it in a text."""
        words = SPECIAL.sub(r"\\\g<0>", description or ALT_PLACEHOLDER)
        return f"![{words}]({self.url})"

    @property
    def fallback_url(self) -> str:
        return settings.MEDIA_URL + self.name(self.width)

    @property
    def thumbnail(self) -> "Thumbnail":
        width = self.widths[0]
        url = settings.MEDIA_URL + self.name(width)
        return Thumbnail(url, width, self.height_at(width))

    @property
    def kinds(self) -> list[str]:
        return ["avif", "webp"] if self.has_avif else ["webp"]

    @property
    def widths(self) -> list[int]:
        return [width for width in WIDTHS if width < self.width] + [self.width]

    @property
    def names(self) -> list[str]:
        """Where its copies are stored, all of them."""
        return [self.name(width, kind) for kind in self.kinds for width in self.widths]

    def srcset(self, kind: str) -> str:
        return ", ".join(
            f"{settings.MEDIA_URL}{self.name(width, kind)} {width}w"
            for width in self.widths
        )

    def height_at(self, width: int) -> int:
        return max(1, round(self.height * width / self.width))

    def name(self, width: int, kind: str = "webp") -> str:
        """Where the copy of this width and kind is stored."""
        return f"{FOLDER}/{self.key}-{width}x{self.height_at(width)}.{kind}"


@dataclass(frozen=True)
class Thumbnail:
    """The smallest copy of a picture, as a tag shows it."""

    url: str
    width: int
    height: int
