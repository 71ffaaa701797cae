"""What the words of a text promise, and how hard they are to read. The guide never
promises cure, removal or permanence."""

import re
from collections.abc import Iterator

from ..context import Guide
from ..document import ITEM, PARAGRAPH, Text
from ..finding import Finding, short, warning

END = re.compile(r"(?<=[.?!]) +")


THE_TROUBLE = r"(?: \w+){0,2} (?:knots?|pain|aches?|soreness|tension)\b"
PROMISE = re.compile(
    r"\b(?:cures?|cured|curing|heals?|healed|guarantees?|guaranteed|permanently"
    r"|permanent|forever|for good|miracles?|once and for all|always works"
    r"|works for everyone|never (?:comes?|returns?|hurts?)"
    r"|instant(?:ly)? (?:relief|better|cure)"
    rf"|(?:removes?|eliminates?|erases?|dissolves?|gets? rid of){THE_TROUBLE})\b",
    re.IGNORECASE,
)
TAKEN_BACK = re.compile(
    r"\b(?:no|not|nobody|nothing|none|never|cannot|without|until|unless|whether)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


HIGHEST_GRADE = 8
# Of fewer words, the grade says nothing; those of a row are short and alike.
FEWEST_WORDS, FEWEST_WORDS_OF_A_ROW = 100, 25
WORD = re.compile(r"[^\W\d_]+(?:’[a-z]+)?")

Piece = tuple[str, dict]  # words, and where a finding leads to them


def promises_too_much(text: Text, _guide: Guide) -> Iterator[Finding]:
    """Sentences that promise more than anybody knows."""
    for field in text.plain:
        for sentence, promise in promised(field.words):
            where = field.where(promise)
            yield warning("promises", message(sentence, promise), **where)
    for block in text.blocks:
        for sentence, promise in promised(block.words):
            where = {"line": block.line, "quote": promise}
            yield warning("promises", message(sentence, promise), **where)


def promised(words: str) -> Iterator[tuple[str, str]]:
    """Each sentence that promises, with the words that do; a question promises nothing."""
    for sentence in sentences(words):
        match = PROMISE.search(sentence)
        if not match or sentence.endswith("?"):
            continue
        if not TAKEN_BACK.search(sentence, 0, match.start()):
            yield sentence, match[0]


def message(sentence: str, promise: str) -> str:
    return (
        f"“{short(sentence)}” promises more than anybody knows: “{promise}”. Say what "
        "may happen, or what many people find."
    )


def hard_to_read(text: Text, _guide: Guide) -> Iterator[Finding]:
    """A text that is harder to read than the guide wants to be."""
    prose = [block for block in text.blocks if block.kind in (PARAGRAPH, ITEM)]
    pieces = [(block.words, {"line": block.line}) for block in prose]
    yield from too_hard(pieces, FEWEST_WORDS)


def row_hard_to_read(text: Text, _guide: Guide) -> Iterator[Finding]:
    """A row that is."""
    pieces = [(field.words, field.where()) for field in text.fields if field.words]
    yield from too_hard(pieces, FEWEST_WORDS_OF_A_ROW)


def too_hard(pieces: list[Piece], fewest: int) -> Iterator[Finding]:
    words = "\n".join(f"{words}." for words, _ in pieces)
    if len(WORD.findall(words)) < fewest:
        return
    if (grade := reading_grade(words)) > HIGHEST_GRADE:
        longest, where = max(
            ((each, where) for words, where in pieces for each in sentences(words)),
            key=lambda found: len(WORD.findall(found[0])),
        )
        yield warning(
            "reading",
            f"This text reads at grade {grade:.1f}; up to {HIGHEST_GRADE} is easy for "
            "most people. Use shorter sentences and plainer words. The longest "
            f"sentence is “{short(longest)}”",
            **where | {"quote": longest},
        )


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade level of `text` (Kincaid and others, 1975).

    Syllables are counted by their vowels, which errs a little upward.
    """
    sentence_count = max(1, len(re.findall(r"(?<![.?!:])[.?!:]+(?=\s|$)", text)))
    words = WORD.findall(text)
    syllables = sum(syllable_count(word.lower()) for word in words)
    return 0.39 * len(words) / sentence_count + 11.8 * syllables / len(words) - 15.59


def syllable_count(word: str) -> int:
    word = re.sub(r"(?<=[^aeiouyl])e(s?)$", r"\1", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def sentences(words: str) -> list[str]:
    return END.split(words)
