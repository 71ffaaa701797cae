"""Tries every regular expression of the site on texts made to keep it busy, within a
bound of processor time that the system enforces. Run by test_expressions.py."""

import ast
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 120  # for all of them together; it takes about a fifth
LENGTH = 3000  # characters: quadratic work takes a moment, exponential work for ever
UNITS = [
    *(
        "a",
        "A",
        "1",
        " ",
        "\n",
        "\n ",
        "\t",
        ".",
        ",",
        "-",
        "_",
        "’",
        "'",
        "[",
        "]",
        "(",
    ),
    *("{", "{a ", "}", "<", "<a ", "</", "<!--", "<style>", '<img src="', 'id="', "/*"),
    *(
        "*/",
        "/",
        "//",
        "\\",
        "|",
        ":",
        "[^",
        "[^a",
        "> ",
        "e",
        "ae",
        "é",
        "\u00e9 ",
        "٣",
    ),
    *("1 to ", "1-", "1,111", "1.1", "1 in ", "two ", "two to ", "one in ", "90%", "°"),
    *("cures ", "removes a ", "removes knot", "not ", "n't", "/book/", "/desk/a", "/a"),
    *("2020 ", "?. ", ". ", "a. ", "</picture>", "<source ", "(1) ", "+1 ", "0123abcd"),
]
ENDS = ["", "!", "\x00", "\n", '"', "}", "a", "1"]


def expressions() -> Iterator[re.Pattern]:
    """All that the modules compile, or give to a function of `re`, as they are written."""
    for room in ("articles", "booking", "knotcare"):
        for path in sorted((ROOT / room).rglob("*.py")):
            yield from compiled_in(path)


def compiled_in(path: Path) -> Iterator[re.Pattern]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    names: dict = {}
    for node in ast.walk(tree):
        call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if not call or not isinstance(node.func.value, ast.Name):
            continue
        if node.func.value.id == "re" and node.func.attr != "escape":
            names = names or vars(__import__(name, fromlist=["_"]))
            yield re.compile(value(node.args[0], names), flags(node, names))


def value(node: ast.expr, names: dict):
    code = compile(ast.Expression(node), "expression", "eval")
    return eval(code, dict(names))  # noqa: S307 (it is our own source)


def flags(node: ast.Call, names: dict) -> int:
    given = [word.value for word in node.keywords if word.arg == "flags"]
    given += node.args[1:2] if node.func.attr == "compile" else []
    return value(given[0], names) if given else 0


def texts(is_bytes: bool) -> Iterator:
    for unit in UNITS:
        for end in ENDS:
            text = (unit * LENGTH)[:LENGTH] + end
            yield text.encode() if is_bytes else text


def main() -> None:
    import django

    django.setup()
    found = {(each.pattern, each.flags): each for each in expressions()}
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for each in found.values():
        print(f"trying {each.pattern!r}", flush=True)
        for text in texts(isinstance(each.pattern, bytes)):
            for use in (each.search, each.match, each.fullmatch, each.findall):
                use(text)
    print(f"tried {len(found)} expressions on {len(UNITS) * len(ENDS)} texts")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
