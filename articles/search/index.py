"""The words of the guide in memory: which passages have them, and which is the best."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from math import log
from threading import Lock
from typing import NamedTuple

from .analyzer import WORD, folded, stem
from .documents import Passage, passages
from .synonyms import EMPTY_WORDS

TITLE_WEIGHT = 10  # a word of a title is as good as so many in the text
# Okapi BM25 (Robertson and Zaragoza, 2009): how soon more of a word counts for less, and
# how much long passages count for less.
SATURATION, LENGTH_COUNTS = 1.2, 0.75
LEAST_RARENESS = 1e-6  # of a word that most passages have

# The ways to say one thing. A way may have several words, all needed; a word that ends
# in a star stands for all that begin like it.
Ways = list[str]


class Query(NamedTuple):
    """What a passage must have, and what makes it better when it has that too.

    It must have everything that is `needed`, or without `every` any of it.
    """

    needed: list[Ways]
    welcome: list[Ways] = []
    every: bool = True

    @property
    def ways(self) -> list[str]:
        return [way for ways in [*self.needed, *self.welcome] for way in ways]

    @property
    def weights(self) -> Counter:
        """How much each word counts: what is needed twice as much as the welcome."""
        needed, welcome = (
            Counter(word for ways in part for way in ways for word in way.split())
            for part in (self.needed, self.welcome)
        )
        return needed + needed + welcome


class Index:
    def __init__(self, passages: Iterable[Passage]):
        self.passages = list(passages)
        self.counts = defaultdict(dict)  # by stem: the weighted count in each passage
        self.lengths = []
        for number, passage in enumerate(self.passages):
            title, text = counted(passage.title), counted(passage.text)
            self.add(number, title, TITLE_WEIGHT)
            self.add(number, text, 1)
            self.lengths.append(title.total() + text.total())
        self.usual_length = sum(self.lengths) / max(len(self.lengths), 1)

    def add(self, number: int, words: Counter, weight: int) -> None:
        for word, count in words.items():
            found = self.counts[stem(word)]
            found[number] = found.get(number, 0) + weight * count

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all passages as they are spelled."""
        texts = (folded(f"{each.title} {each.text}") for each in self.passages)
        words = {word for text in texts for word in WORD.findall(text)}
        return frozenset(filter(str.isalpha, words - EMPTY_WORDS))

    @property
    def warnings(self) -> list[Passage]:
        """Where each care card can be read, the most urgent first."""
        signs = [each for each in self.passages if each.is_warning]
        return sorted(signs, key=lambda each: each.urgency)

    def find(self, query: Query, limit: int) -> list[Passage]:
        """The best passages; warning signs first, the most urgent first of all."""
        scores = dict.fromkeys(self.matching(query), 0.0)
        for word, weight in query.weights.items():
            found = self.having(word)
            worth = weight * self.rareness(len(found))
            for number in scores.keys() & found.keys():
                scores[number] += worth * self.fullness(found[number], number)
        best = sorted(scores, key=lambda number: (*self.rank(number), -scores[number]))
        return [self.passages[number] for number in best[:limit]]

    def rank(self, number: int) -> tuple[bool, int]:
        passage = self.passages[number]
        return not passage.is_warning, passage.urgency

    def matching(self, query: Query) -> list[int]:
        """The numbers of the passages that have what is needed, in their order."""
        sets = [self.having_one_of(ways) for ways in query.needed]
        join = set.intersection if query.every else set.union
        return sorted(join(*sets)) if sets else []

    def having_one_of(self, ways: Ways) -> set[int]:
        return set().union(
            *(
                set.intersection(*(set(self.having(word)) for word in way.split()))
                for way in ways
            )
        )

    def having(self, word: str) -> dict[int, int]:
        """The weighted count of a word in each passage that has it."""
        if not word.endswith("*"):
            return self.counts.get(stem(word), {})
        found = defaultdict(int)
        for each in filter(is_like(word), self.counts):
            for number, count in self.counts[each].items():
                found[number] += count
        return found

    def rareness(self, having: int) -> float:
        rest = len(self.passages) - having
        return max(log((rest + 0.5) / (having + 0.5)), LEAST_RARENESS)

    def fullness(self, count: int, number: int) -> float:
        length = self.lengths[number] / self.usual_length
        norm = SATURATION * (1 - LENGTH_COUNTS + LENGTH_COUNTS * length)
        return count * (SATURATION + 1) / (count + norm)


def counted(text: str) -> Counter:
    return Counter(WORD.findall(text))


def is_like(word: str) -> Callable[[str], bool]:
    """Whether a stem is that of a word of the query; it begins so for one with a star."""
    if word.endswith("*"):
        beginnings = (word[:-1], stem(word[:-1]))
        return lambda each: each.startswith(beginnings)
    return lambda each: each == stem(word)


class CurrentIndex:
    """The index of the edition in force. `edition` says which one that is, by a value
    that changes with the guide; `knotcare` hands it down (its apps.py)."""

    def __init__(self):
        self.edition: Callable[[], object] = object  # another one each time
        self.built = (None, Index([]))
        self.lock = Lock()

    def index(self) -> Index:
        edition = self.edition()
        if self.built[0] != edition:
            with self.lock:
                if self.built[0] != edition:
                    self.built = (edition, Index(passages()))
        return self.built[1]


current = CurrentIndex()
