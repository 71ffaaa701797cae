"""Pictures that editors upload: their names, from which all their sizes follow."""

import re
from dataclasses import dataclass

from django.conf import settings

WIDTHS = (400, 800, 1600)  # pixels; a picture is kept at each that it can fill
ALT_PLACEHOLDER = "Describe this picture"
NAME = re.compile(r"pictures/([0-9a-f]{32})-([1-9]\d{0,3})x([1-9]\d{0,3})\.webp")


@dataclass(frozen=True)
class Picture:
    """A stored picture: its key and the size of its largest copy, in pixels."""

    key: str
    width: int
    height: int

    @classmethod
    def at(cls, url: str) -> "Picture | None":
        """The picture that `url` shows, None where it is none of ours."""
        match = NAME.fullmatch(url.removeprefix(settings.MEDIA_URL))
        if not url.startswith(settings.MEDIA_URL) or not match:
            return None
        return cls(match[1], int(match[2]), int(match[3]))

    @property
    def url(self) -> str:
        return settings.MEDIA_URL + self.name(self.width)

    @property
    def widths(self) -> list[int]:
        return [width for width in WIDTHS if width < self.width] + [self.width]

    @property
    def srcset(self) -> str:
        return ", ".join(
            f"{settings.MEDIA_URL}{self.name(width)} {width}w" for width in self.widths
        )

    def height_at(self, width: int) -> int:
        return max(1, round(self.height * width / self.width))

    def name(self, width: int) -> str:
        """Where the copy of this width is stored."""
        return f"pictures/{self.key}-{width}x{self.height_at(width)}.webp"
