from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to mend, and where it is.

    `field` is "text" or the name of another field of the row, or of a row that is edited
    with it: "quick_relief.tool". Within it, `line` counts from 1 (0: the whole of it)
    and `quote` is what stands there.
    """

    level: Level
    check: str
    message: str
    field: str = "text"
    line: int = 0
    quote: str = ""

    @property
    def is_error(self) -> bool:
        return self.level == Level.ERROR

    @property
    def place(self) -> str:
        if self.field == "text":
            return f"Line {self.line}" if self.line else "Text"
        name = self.field.replace("_", " ").replace(".", ", ").capitalize()
        return f"{name}, line {self.line}" if self.line else name


def error(check: str, message: str, **where) -> Finding:
    return Finding(Level.ERROR, check, message, **where)


def warning(check: str, message: str, **where) -> Finding:
    return Finding(Level.WARNING, check, message, **where)


def short(words: str, most: int = 60) -> str:
    """`words` as they can be quoted: at most so many characters, cut at a word."""
    words = words.removesuffix(".")
    if len(words) <= most:
        return words
    cut = words[:most].rpartition(" ")[0] or words[:most]
    return f"{cut.rstrip(',;:')} …"
