"""A search, from what was typed to what is shown."""

from dataclasses import dataclass, field

from .analyzer import WORD, alarming, folded, with_guides_words, words_of
from .documents import Kind, Passage
from .index import Index, Query, current
from .snippets import Result, result
from .spelling import meant
from .synonyms import EVERYDAY_WORDS

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
    index = current.index()
    attempt, passages, instead = attempts(index, text, limit)
    if alarms := alarming([*words_of(text), *words_of(instead)]):
        signs = index.find(Query(alarms, every=False), MOST_WARNINGS)
        passages += [sign for sign in signs if sign.is_warning]
        attempt = attempt._replace(welcome=[*attempt.welcome, *alarms])
    found = [result(passage, attempt.ways) for passage in dict.fromkeys(passages)]
    return Found(sorted(found, key=place)[:limit], attempt.every, instead)


def attempts(index: Index, text: str, limit: int) -> tuple[Query, list[Passage], str]:
    """The first attempt that finds something, what it finds, and what was searched for
    instead: all words as they are; the last as a beginning; spelled as the guide does;
    passages with some of the words."""
    words = words_of(text)
    if not words:
        return Query([]), [], ""
    for attempt in (query(words), query(words, is_unfinished=True)):
        if passages := index.find(attempt, limit):
            return attempt, passages, ""
    instead = spelled(text, corrections(index, words))
    attempt = query(words_of(instead or text))
    if not (passages := index.find(attempt, limit)):
        attempt = attempt._replace(every=False)
        passages = index.find(attempt, limit)
    return attempt, passages, instead


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


def place(result: Result) -> tuple[int, int]:
    """Where a result comes; among equals, it stays where the index put it."""
    if result.kind == Kind.WARNING:
        return 0, result.urgency
    return (1, 0) if result.kind == Kind.RELIEF and "<mark>" in result.title else (2, 0)


def corrections(index: Index, words: list[str]) -> dict[str, str]:
    """For the words that are in no passage, what was meant and is in one."""

    def is_there(word: str) -> bool:
        return bool(index.matching(query([word])))

    unknown = [word for word in words if not is_there(word)]
    guesses = {
        word: next(filter(is_there, meant(word, index.words)), "") for word in unknown
    }
    return {word: guess for word, guess in guesses.items() if guess}


def spelled(text: str, corrected: dict[str, str]) -> str:
    """The text with these words put right, or nothing where there are none."""
    if not corrected:
        return ""
    return WORD.sub(lambda match: corrected.get(folded(match[0]), match[0]), text)
