"""How many years of school a text asks for."""

import re
from collections.abc import Iterator

from .finding import Finding, short, warning
from .guide import Guide
from .sentences import sentences
from .text import ITEM, PARAGRAPH, Text

HIGHEST_GRADE = 8
FEWEST_WORDS = 100  # of fewer, the grade says nothing
WORD = re.compile(r"[^\W\d_]+(?:’[a-z]+)?")


def hard_to_read(text: Text, _guide: Guide) -> Iterator[Finding]:
    """A text that is harder to read than the guide wants to be."""
    prose = [block for block in text.blocks if block.kind in (PARAGRAPH, ITEM)]
    words = "\n".join(f"{block.words}." for block in prose)
    if len(WORD.findall(words)) < FEWEST_WORDS:
        return
    grade = reading_grade(words)
    if grade > HIGHEST_GRADE:
        line, longest = max(
            ((block.line, each) for block in prose for each in sentences(block.words)),
            key=lambda found: len(WORD.findall(found[1])),
        )
        yield warning(
            "reading",
            f"This text reads at grade {grade:.1f}; up to {HIGHEST_GRADE} is easy for "
            "most people. Use shorter sentences and plainer words. The longest "
            f"sentence is “{short(longest)}”",
            line=line,
            quote=longest,
        )


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade level of `text` (Kincaid and others, 1975).

    Syllables are counted by their vowels, which errs a little upward.
    """
    sentence_count = max(1, len(re.findall(r"[.?!:]+(?=\s|$)", text)))
    words = WORD.findall(text)
    syllables = sum(syllable_count(word.lower()) for word in words)
    return 0.39 * len(words) / sentence_count + 11.8 * syllables / len(words) - 15.59


def syllable_count(word: str) -> int:
    word = re.sub(r"(?<=[^aeiouyl])e(s?)$", r"\1", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))
