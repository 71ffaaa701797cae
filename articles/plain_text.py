"""What people type, without what nobody types: control characters, marks that turn the
direction of a text around, halves of characters. Names keep every letter there is."""

import unicodedata

INVISIBLE = {"Cc", "Cs"}  # control characters, halves of characters
TURNING = {
    *"\u061c\u200e\u200f",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    "\ufeff",
}
LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n"})


def lines(text: str) -> str:
    """The text with its lines, each ended by a newline alone."""
    text = text.replace("\r\n", "\n").translate(LINE_ENDS).replace("\t", " ")
    kept = "".join(character for character in text if is_kept(character))
    return unicodedata.normalize("NFC", kept).strip()


def one_line(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(lines(text).split())


def is_kept(character: str) -> bool:
    return character == "\n" or (
        character not in TURNING and unicodedata.category(character) not in INVISIBLE
    )
