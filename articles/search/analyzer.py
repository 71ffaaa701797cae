"""From what a reader typed, and what the guide says, to words that can be compared."""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer

from .synonyms import ALARMS, EMPTY_WORDS, GUIDES_WORDS

MOST_CHARACTERS = 100
MOST_WORDS = 12
MOST_WORDS_OF_A_KEY = 2

WORD = re.compile(r"[^\W_]+")
PLURAL = re.compile(r"ies\b|(?<!s)s\b")
MOST_STEMS = 50_000  # words whose stem a process keeps

stemmer, one_at_a_time = snowballstemmer.stemmer("english"), Lock()


def typed(text: str) -> str:
    """What was typed, as it is shown again: one line, without characters that nobody
    sees, and cut where no search is longer."""
    seen = "".join(
        " " if character.isspace() else character
        for character in text[: 10 * MOST_CHARACTERS]
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    return " ".join(seen.split())[:MOST_CHARACTERS].rstrip()


def folded(text: str) -> str:
    """The text in small letters without accents."""
    if text.isascii():
        return text.casefold()
    # Letter by letter: to put many marks in order would take time by their square.
    parts = (unicodedata.normalize("NFKD", letter) for letter in text.casefold())
    return "".join(
        part for letter in parts for part in letter if not unicodedata.combining(part)
    )


@lru_cache(MOST_STEMS)
def stem(word: str) -> str:
    """What words of one kind have in common: “breath” of “Breathing”."""
    with one_at_a_time:
        return stemmer.stemWord(folded(word))


def words_of(text: str) -> list[str]:
    """The words that tell something, each once, in their order."""
    words = dict.fromkeys(WORD.findall(folded(text)))
    return [
        word
        for word in words
        if word not in EMPTY_WORDS and (len(word) > 1 or word.isdigit())
    ][:MOST_WORDS]


def with_guides_words(words: list[str]) -> list[list[str]]:
    """For each word, or pair of words, the ways to say it: as typed, as the guide does.

    >>> with_guides_words(["blood", "clot", "leg"])
    [['blood clot', 'swollen calf'], ['leg']]
    """
    ways, rest = [], list(words)
    while rest:
        for size in range(MOST_WORDS_OF_A_KEY, 0, -1):
            said = " ".join(rest[:size])
            guides = GUIDES_WORDS.get(said) or GUIDES_WORDS.get(singular(said))
            if guides or size == 1:
                ways.append([said, *filter(None, [guides])])
                del rest[:size]
                break
    return ways


def singular(words: str) -> str:
    """Words that end like plurals without that end: “emergencies” is “emergency”."""
    return PLURAL.sub(lambda end: "y" if end[0] == "ies" else "", words)


def alarming(words: list[str]) -> list[list[str]]:
    """The ways to say those of the words that may tell of more than a knot."""
    return [
        ways
        for ways in with_guides_words(words)
        if any(way.startswith(ALARMS) for way in ways)
    ]
