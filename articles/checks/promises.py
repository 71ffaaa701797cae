"""The guide never promises cure, removal or permanence."""

import re
from collections.abc import Iterator

from .finding import Finding, short, warning
from .guide import Guide
from .sentences import sentences
from .text import Text

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
