"""Fails where an app names, in a string, what an app above it has: a module, a model, a
URL or a group. Imports are held by import-linter (pyproject.toml)."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ABOVE = {"articles": ("booking", "knotcare"), "booking": ("knotcare",)}
URL_NAME = re.compile(r'\bname="(\w+)"')


def main() -> None:
    found = [line for app in ABOVE for line in arrows(app)]
    print("\n".join(found) or "No string points up.")
    sys.exit(bool(found))


def arrows(app: str) -> Iterator[str]:
    """A line for each string of the app that points up."""
    above = re.compile(rf"(?:^|[^\w@])(?:{'|'.join(ABOVE[app])})(?:[.:_]|$)")
    names = names_of_the_site()
    for path in sorted((ROOT / app).rglob("*.py")):
        for line, text in strings(path):
            if above.search(text) or text in names:
                yield f"{path.relative_to(ROOT)}:{line}: {text!r} belongs to an app above"


def names_of_the_site() -> set[str]:
    """The names of its own URLs, of which no app may know."""
    return set(URL_NAME.findall((ROOT / "knotcare/urls.py").read_text()))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines, but for docstrings."""
    tree = ast.parse(path.read_text())
    told = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and node not in told:
            yield node.lineno, node.value


main()
