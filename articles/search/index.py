"""Keeping what is searched true to the guide."""

from django.db import transaction

from ..models import Passage, Word
from .engine import engine
from .passages import passages
from .query import MARK_END, MARK_START
from .spelling import LONGEST
from .vocabulary import EMPTY_WORDS
from .words import WORD, folded

NO_MARKS = str.maketrans("", "", MARK_START + MARK_END + "\0")


@transaction.atomic
def rebuild() -> None:
    """Write all passages anew, in one go: whoever changes the guide calls this in the
    same transaction. A guide has a hundred passages, and so nothing can be forgotten."""
    with engine().rewriting():
        Passage.objects.all().delete()
        Word.objects.all().delete()
        written = Passage.objects.bulk_create(map(without_marks, passages()))
        Word.objects.bulk_create(Word(word=word) for word in sorted(words_in(written)))


def without_marks(passage: Passage) -> Passage:
    passage.title = passage.title.translate(NO_MARKS)
    passage.text = passage.text.translate(NO_MARKS)
    return passage


def words_in(passages: list[Passage]) -> set[str]:
    """The words that a misspelled word may have meant."""
    text = folded(" ".join(f"{passage.title} {passage.text}" for passage in passages))
    words = {
        word for word in WORD.findall(text) if len(word) <= LONGEST and word.isalpha()
    }
    return words - EMPTY_WORDS
