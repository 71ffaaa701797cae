"""The words of the guide, that a misspelled word may have meant."""

from collections import Counter
from collections.abc import Iterable

from ..models import Passage, Word
from .spelling import LONGEST
from .vocabulary import EMPTY_WORDS
from .words import WORD, folded


def recount(come: Iterable[Passage], gone: Iterable[Passage]) -> None:
    """Count in the words of passages that are new, and out those of others."""
    change = Counter(word for passage in come for word in words_in(passage))
    change.subtract(word for passage in gone for word in words_in(passage))
    changed = {word: count for word, count in change.items() if count}
    stored = Word.objects.filter(word__in=changed)
    for word, count in stored.values_list("word", "passages"):
        changed[word] += count
    stored.delete()
    Word.objects.bulk_create(
        Word(word=word, passages=count)
        for word, count in sorted(changed.items())
        if count
    )


def words_in(passage: Passage) -> set[str]:
    text = folded(f"{passage.title} {passage.text}")
    words = {
        word for word in WORD.findall(text) if len(word) <= LONGEST and word.isalpha()
    }
    return words - EMPTY_WORDS
