import re

END = re.compile(r"(?<=[.?!]) +")


def sentences(words: str) -> list[str]:
    return END.split(words)


def sentence_at(words: str, quote: str) -> str:
    """The sentence of `words` that `quote` stands in."""
    start = words.find(quote)
    before = END.split(words[:start])[-1]
    return before + END.split(words[start:], maxsplit=1)[0]
