"""The table of rights, read: what each person finds at each address of the site."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, get_resolver

TABLE = Path(__file__).with_name("rights.txt")
ACTS = {"open": "get", "send": "post"}


@dataclass(frozen=True)
class Right:
    """What one person finds who opens an address, or sends its form."""

    address: str
    method: str
    person: str
    word: str

    @property
    def is_granted(self) -> bool:
        return self.word in ("sees", "does", "same")

    @property
    def pattern(self) -> str:
        """The address as the site's map of addresses has it."""
        return re.sub(r"<(wrong|private) ", "<", self.address)


def rights() -> list[Right]:
    """Every cell of the table."""
    text = TABLE.read_text(encoding="utf-8")
    lines = [line.partition("#")[0].rstrip() for line in text.splitlines()]
    people: list[str] = []
    kinds: dict[str, list[str]] = {}
    found: list[Right] = []
    address = ""
    for line in filter(None, lines):
        if name := re.fullmatch(r"{(\w+)} is (.+)", line):
            kinds[name[1]] = re.split(", | or ", name[2])
        elif line.startswith("address"):
            people = line.split()[1:]
        else:
            before, act, after = re.split(r"\s(open|send)\s", line)
            address = before.strip() or address
            words = dict(zip(people, after.split(), strict=True))
            found += [
                Right(each, ACTS[act], person, word)
                for each in spelled_out(address, kinds)
                for person, word in words.items()
            ]
    return found


def spelled_out(address: str, kinds: dict[str, list[str]]) -> Iterator[str]:
    """The address once for each kind of row that it names in braces."""
    if not (brace := re.search(r"{(\w+)}", address)):
        yield address
        return
    for kind in kinds[brace[1]]:
        yield from spelled_out(address.replace(brace[0], kind), kinds)


def patterns(urls, inside="") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the site's map of addresses, with its whole route before it."""
    for each in urls:
        if isinstance(each, URLPattern):
            yield f"{inside}{each.pattern}", each
        else:
            yield from patterns(each.url_patterns, f"{inside}{each.pattern}")


def addresses() -> set[str]:
    """Every address that the site answers: /guide/<slug>/"""
    return {plain(f"/{route}") for route, _ in patterns(get_resolver().url_patterns)}


def plain(route: str) -> str:
    """/guide/<slug:slug>/ as /guide/<slug>/"""
    route = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route).replace("^", "").rstrip("$")
    return re.sub(r"<\w+:", "<", route)
