import re

END = re.compile(r"(?<=[.?!]) +")


def sentences(words: str) -> list[str]:
    return END.split(words)
