"""How a found passage is shown: its words marked, and as much of it as is needed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analyzer import WORD, stem
from .documents import STOP_SIGN, Kind, Passage
from .index import is_like

MOST_CHARACTERS = 220  # of an excerpt
BEFORE_A_WORD = 60  # characters of a sentence that is longer than that

# Around the words that were found: nobody else may write them.
MARK_START, MARK_END = "\ue000", "\ue001"
NO_MARKS = str.maketrans("", "", MARK_START + MARK_END)
MARKED = re.compile(f"{MARK_START}(.*?){MARK_END}")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class Result:
    """A passage that was found. Title, excerpt and stop sign are safe HTML; what tells
    a reader what to do has its stop sign beside it."""

    kind: Kind
    label: str
    part_of: str
    title: SafeString
    path: str
    excerpt: SafeString
    stop_sign: SafeString
    urgency: int


def result(passage: Passage, ways: Iterable[str]) -> Result:
    """A passage as a page shows it, with the words of each way that it has marked."""
    title, text = marked((passage.title, passage.text), ways)
    lines = text.splitlines() or [""]
    best = max(lines, key=words_marked)
    stop_sign = next(filter(is_stop_sign, lines), "")
    return Result(
        kind=passage.kind,
        label=passage.kind.label,
        part_of=passage.part_of,
        title=as_html(title),
        path=passage.path,
        excerpt=as_html("" if best == stop_sign else excerpt(best)),
        stop_sign=as_html(stop_sign.partition(": ")[2]),
        urgency=passage.urgency,
    )


def marked(texts: Iterable[str], ways: Iterable[str]) -> list[str]:
    """The texts with the words marked of the ways of which they have every word."""
    there = {stem(word) for word in WORD.findall(" ".join(texts))}
    wanted = set()
    for way in ways:
        found = [set(filter(is_like(word), there)) for word in way.split()]
        wanted |= set().union(*found) if all(found) else set()

    def mark(word: re.Match) -> str:
        is_wanted = stem(word[0]) in wanted
        return f"{MARK_START}{word[0]}{MARK_END}" if is_wanted else word[0]

    return [WORD.sub(mark, text.translate(NO_MARKS)) for text in texts]


def words_marked(line: str) -> int:
    return len(set(MARKED.findall(line.lower())))


def is_stop_sign(line: str) -> bool:
    return MARKED.sub(r"\1", line).startswith(STOP_SIGN)


def excerpt(line: str) -> str:
    """The line, or of a long one what is around the most words that were found."""
    if len(line) <= MOST_CHARACTERS:
        return line
    sentences = SENTENCE_END.split(line)
    start = sentences.index(max(sentences, key=words_marked))
    text = " ".join(sentences[start:])
    if len(sentences[start]) > MOST_CHARACTERS:
        text = from_first_mark(text)
    before = "… " if start or not text.startswith(sentences[start]) else ""
    return before + shortened(text)


def from_first_mark(text: str) -> str:
    start = text.find(MARK_START) - BEFORE_A_WORD
    return text if start <= 0 else text[start:].partition(" ")[2]


def shortened(text: str) -> str:
    """The text up to the last sentence that is whole, or word if there is none."""
    if len(text) <= MOST_CHARACTERS:
        return text
    whole = [match.start() for match in SENTENCE_END.finditer(text, 0, MOST_CHARACTERS)]
    if whole:
        return f"{text[: whole[-1]]} …"
    return f"{text[:MOST_CHARACTERS].rpartition(' ')[0] or text[:MOST_CHARACTERS]} …"


def as_html(text: str) -> SafeString:
    """The text as HTML, what was marked in it as marks."""
    html = MARKED.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(html.replace(MARK_START, "").replace(MARK_END, ""))  # noqa: S308
