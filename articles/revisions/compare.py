"""What two texts have in common, and what was taken out and put in, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from django.db import models

from ..models import Article
from .recorded_fields import Values, changed, fields_of, label_of, spoken

SAME, GONE, NEW = "same", "gone", "new"
WORDS = re.compile(r"\w+(?:[’'-]\w+)*|\s+|[^\w\s]")
PARAGRAPHS = re.compile(r".+?(?:\n\s*\n|\Z)", re.DOTALL)

# Comparing takes time with the pairs of equal words: past so many, a passage is shown as
# replaced.
MOST_PAIRS = 1_000_000
# With less than this in common, old and new are easier to read one after the other.
LEAST_ALIKE = 0.2
# A run of unchanged paragraphs longer than this is folded up.
MOST_UNCHANGED = 3

# When a chapter appears is no part of its versions, yet its editors can differ about it.
APPEARS_AT = {"appears_at": models.DateTimeField("appears on")}


class Piece(NamedTuple):
    """A stretch of text that stayed, went or came; `paragraphs` when it is folded up."""

    kind: str
    text: str
    paragraphs: int = 0

    @property
    def shown(self) -> str:
        """The text, with a sign where nothing but line ends went or came."""
        if self.kind == SAME or self.text.strip() or "\n" not in self.text:
            return self.text
        return self.text.replace("\n", "¶\n")


def differences(old: str, new: str) -> list[Piece]:
    """The pieces of both texts, in order.

    SAME and GONE pieces together are `old`, SAME and NEW ones `new`, each to the letter.
    """
    before, after = PARAGRAPHS.findall(old), PARAGRAPHS.findall(new)
    pieces = []
    for tag, a, b, c, d in matches(before, after):
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        pieces += [Piece(SAME, gone)] if tag == "equal" else in_words(gone, came)
    return joined(pieces)


def in_words(old: str, new: str) -> list[Piece]:
    """The pieces of a changed passage, word by word where that can be read."""
    pieces = []
    before, after = WORDS.findall(old), WORDS.findall(new)
    for tag, a, b, c, d in matches(before, after):
        gone, came = "".join(before[a:b]), "".join(after[c:d])
        pieces += (
            [Piece(SAME, gone)]
            if tag == "equal"
            else [Piece(GONE, gone), Piece(NEW, came)]
        )
    pieces = joined(without_crumbs(pieces))
    common = sum(len(piece.text) for piece in pieces if piece.kind == SAME)
    if common < LEAST_ALIKE * max(len(old), len(new)):
        return [Piece(GONE, old), Piece(NEW, new)]
    return pieces


def matches(before: list[str], after: list[str]) -> list[tuple]:
    """What stayed, went and came, as difflib's opcodes."""
    counted, other = Counter(before), Counter(after)
    if sum(counted[each] * other[each] for each in counted) > MOST_PAIRS:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def without_crumbs(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces; a lone space or sign between two changes belongs to both of them."""
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        crumb = piece.kind == SAME and 0 < place < last and not words_in(piece.text)
        if crumb and "\n" not in piece.text:
            yield Piece(GONE, piece.text)
            yield Piece(NEW, piece.text)
        else:
            yield piece


def words_in(text: str) -> int:
    return len(re.findall(r"\w+", text))


def joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces with neighbours put together: what went, before what came."""
    result = []
    for same, run in groupby(pieces, key=lambda piece: piece.kind == SAME):
        run = list(run)
        kinds = [SAME] if same else [GONE, NEW]
        texts = [
            "".join(piece.text for piece in run if piece.kind == kind) for kind in kinds
        ]
        result += [Piece(*each) for each in zip(kinds, texts, strict=True) if each[1]]
    return result


def folded(pieces: list[Piece]) -> list[Piece]:
    """The pieces with long unchanged runs folded up, but for the paragraph next to a
    change."""
    result = []
    for place, piece in enumerate(pieces):
        if piece.kind != SAME:
            result.append(piece)
            continue
        paragraphs = PARAGRAPHS.findall(piece.text)
        start = 0 if place == 0 else 1
        end = len(paragraphs) - (0 if place == len(pieces) - 1 else 1)
        if end - start < MOST_UNCHANGED:
            result.append(piece)
            continue
        parts = (paragraphs[:start], paragraphs[start:end], paragraphs[end:])
        head, middle, tail = ("".join(part) for part in parts)
        result += [Piece(SAME, head)] if head else []
        result.append(Piece(SAME, middle, paragraphs=end - start))
        result += [Piece(SAME, tail)] if tail else []
    return result


class Passage(NamedTuple):
    """A value in words."""

    label: str
    text: str


class Change(NamedTuple):
    """A value that differs, word by word."""

    label: str
    pieces: list[Piece]


def told_fields(model: type[models.Model]) -> dict[str, models.Field]:
    """What can be told of a text, by the name of its value."""
    return fields_of(model) | (APPEARS_AT if model is Article else {})


def passages(model: type[models.Model], values: Values) -> list[Passage]:
    """The values that say something."""
    told = [
        Passage(label_of(name, field), spoken(field, values.get(name)))
        for name, field in told_fields(model).items()
    ]
    return [passage for passage in told if passage.text]


def compare(model: type[models.Model], old: Values, new: Values) -> list[Change]:
    """What leads from `old` to `new`; values that are the same are left out."""
    fields = told_fields(model)
    return [
        Change(
            label_of(name, fields[name]),
            folded(
                differences(
                    spoken(fields[name], old[name]), spoken(fields[name], new[name])
                )
            ),
        )
        for name in changed(old, new)
    ]
