"""What a word may have meant that is written like none of the guide's."""

from collections.abc import Iterable
from difflib import get_close_matches

SHORTEST, LONGEST = 3, 20  # letters of a word that is looked into
LIKENESS = 0.75  # one letter of four may be wrong: “nek”, “streching”, “headake”
MOST_GUESSES = 3


def meant(word: str, known: Iterable[str]) -> list[str]:
    """What may have been meant, the likeliest first: a word of `known`, or two of them
    that a space would part."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    known = set(known)
    parted = [
        f"{word[:end]} {word[end:]}"
        for end in range(SHORTEST, len(word) - SHORTEST + 1)
        if {word[:end], word[end:]} <= known
    ]
    return get_close_matches(word, sorted(known), MOST_GUESSES, LIKENESS) + parted
