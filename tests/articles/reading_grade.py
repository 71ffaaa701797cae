"""How many years of school a text asks for."""

import re


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade level of `text` (Kincaid and others, 1975).

    Syllables are counted by their vowels, which errs a little upward.
    """
    sentences = max(1, len(re.findall(r"[.?!:]+(?=\s|$)", text)))
    words = re.findall(r"[^\W\d_]+(?:’[a-z]+)?", text)
    syllables = sum(syllable_count(word.lower()) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def syllable_count(word: str) -> int:
    word = re.sub(r"(?<=[^aeiouyl])e(s?)$", r"\1", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))
