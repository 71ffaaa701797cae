"""The hostile inputs of tests/data/hostile-markdown.txt."""

import re
from pathlib import Path

CORPUS = Path(__file__).parent / "data" / "hostile-markdown.txt"


def hostile_cases() -> dict[str, str]:
    """The inputs by their names."""
    parts = re.split(r"^%%% (\S+)\n", CORPUS.read_text(encoding="utf-8"), flags=re.M)
    return {
        name: decoded(text.removesuffix("\n")) if name.endswith("+escapes") else text
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def decoded(text: str) -> str:
    return text.encode("ascii").decode("unicode_escape")
