"""A search, from what was typed to what is shown."""

from dataclasses import dataclass, field

from ..models import Passage, Word
from .engine import engine
from .query import MARK_START, Query
from .results import Result, result
from .spelling import meant
from .vocabulary import EVERYDAY_WORDS
from .words import WORD, alarming, folded, with_guides_words, words_of

SHORTEST_BEGINNING = 3  # letters of a word that may go on
MOST_WARNINGS = 4


@dataclass(frozen=True)
class Found:
    """What a search found: the results, whether each has every word, and the text that
    was searched for instead when a word of it is written like none of the guide's."""

    results: list[Result] = field(default_factory=list)
    has_every_word: bool = True
    instead: str = ""


def search(text: str, limit: int) -> Found:
    """At most `limit` public passages with the words of `text`.

    Warning signs come first, then relief for a part of the body that is named.
    """
    passages, has_every_word, instead = attempts(text, limit)
    if alarms := alarming([*words_of(text), *words_of(instead)]):
        signs = engine().find(Query(alarms, every=False), MOST_WARNINGS)
        passages = [*filter(is_warning, signs), *passages]
    # Once each: as the search found it rather than as the alarm did.
    passages = {passage.pk: passage for passage in passages}.values()
    results = [result(passage) for passage in sorted(passages, key=place)]
    return Found(results[:limit], has_every_word, instead)


def attempts(text: str, limit: int) -> tuple[list[Passage], bool, str]:
    """What the first attempt finds that finds something: all words as they are; the
    last as a beginning; spelled as the guide does; passages with some of the words."""
    words = words_of(text)
    if not words:
        return [], True, ""
    for attempt in (query(words), query(words, is_unfinished=True)):
        if passages := engine().find(attempt, limit):
            return passages, True, ""
    instead = spelled(text, corrections(words))
    attempt = query(words_of(instead or text))
    if passages := engine().find(attempt, limit):
        return passages, True, instead
    return engine().find(attempt._replace(every=False), limit), False, instead


def query(words: list[str], is_unfinished: bool = False) -> Query:
    """What a passage must have. Words that are said of every knot count as needed only
    when there are no others."""
    needed = [word for word in words if word not in EVERYDAY_WORDS] or words
    welcome = [word for word in words if word not in needed]
    ways = with_guides_words(needed)
    if (
        is_unfinished
        and needed[-1] == words[-1]
        and len(words[-1]) >= SHORTEST_BEGINNING
    ):
        ways[-1].append(f"{words[-1]}*")
    return Query(ways, [[word] for word in welcome])


def is_warning(passage: Passage) -> bool:
    return passage.kind == Passage.Kind.WARNING


def place(passage: Passage) -> tuple[int, int]:
    """Where a passage comes; among equals, it stays where the database put it."""
    if is_warning(passage):
        return 0, passage.urgency
    names_it = MARK_START in passage.marked_title
    return (1, 0) if passage.kind == Passage.Kind.RELIEF and names_it else (2, 0)


def is_there(word: str) -> bool:
    return engine().is_there(query([word]))


def corrections(words: list[str]) -> dict[str, str]:
    """For the words that are in no public passage, what was meant and is in one."""
    unknown = [word for word in words if not is_there(word)]
    known = set(Word.objects.values_list("word", flat=True)) if unknown else set()
    guesses = {word: next(filter(is_there, meant(word, known)), "") for word in unknown}
    return {word: guess for word, guess in guesses.items() if guess}


def spelled(text: str, corrected: dict[str, str]) -> str:
    """The text with these words put right, or nothing where there are none."""
    if not corrected:
        return ""
    return WORD.sub(lambda match: corrected.get(folded(match[0]), match[0]), text)
