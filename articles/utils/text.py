"""What people type, without what nobody types: control characters, marks that turn the
direction of a text around, halves of characters. Names keep every letter there is."""

import re
import unicodedata


def lines_of(text: str) -> list[str]:
    """The lines of a text field that holds one item a line; blank ones are dropped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # but tabs and line ends
HALVES = r"\ud800-\udfff"
TURNING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
# Each plane of Unicode ends in two (The Unicode Standard, section 23.7).
NO_CHARACTERS = r"\ufdd0-\ufdef" + "".join(
    chr(plane + last)
    for plane in range(0, 0x110000, 0x10000)
    for last in (0xFFFE, 0xFFFF)
)
# XML, and so a feed, can have none of them (XML 1.0, section 2.2).
NOT_TEXT = re.compile(f"[{CONTROLS}{HALVES}{NO_CHARACTERS}]")
UNTYPED = re.compile(f"[{CONTROLS}{HALVES}{NO_CHARACTERS}{TURNING}]")
MOST_MARKS = 30  # Unicode Standard Annex #15, stream-safe text format
LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n"})


def lines(text: str) -> str:
    """The text with its lines, each ended by a newline alone."""
    text = text.replace("\r\n", "\n").translate(LINE_ENDS).replace("\t", " ")
    return unicodedata.normalize("NFC", with_few_marks(UNTYPED.sub("", text))).strip()


def one_line(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(lines(text).split())


def with_few_marks(text: str) -> str:
    """The text with at most MOST_MARKS on one letter, as to put marks in order takes time
    by the square of their number."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
