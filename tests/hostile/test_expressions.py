"""No regular expression of ours can be kept busy by a text: none explodes."""

import ast
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import product
from pathlib import Path

from django.conf import settings

SECONDS = 1  # of the processor for a text; none takes a tenth of it
LENGTH = 1500  # characters: quadratic work takes a moment, cubic work much too long
UNITS = [
    *"aA1.,-_’'[]({}<\\|:eé٣°/",
    *(" ", "\n", "\n ", "\t", "{a ", "<a ", "</", "<!--", "<style>", '<img src="'),
    *('id="', "/*", "*/", "//", "[^", "[^a", "> ", "ae", "é ", "1 to ", "1-", "1,111"),
    *("1.1", "1 in ", "two ", "two to ", "one in ", "90%", "cures ", "removes a "),
    *("removes knot", "not ", "n't", "/book/", "/desk/a", "/a", "2020 ", "?. ", ". "),
    *("a. ", "</picture>", "<source ", "(1) ", "+1 ", "0123abcd"),
]
ENDS = ["", "!", "\x00", "\n", '"', "}", "a", "1"]


def expressions() -> Iterator[re.Pattern]:
    """All that the modules compile, or give to a function of `re`, as they are written."""
    for room in ("articles", "booking", "knotcare"):
        for path in sorted((settings.BASE_DIR / room).rglob("*.py")):
            yield from compiled_in(path)


def compiled_in(path: Path) -> Iterator[re.Pattern]:
    module = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if not call or not isinstance(node.func.value, ast.Name):
            continue
        if node.func.value.id == "re" and node.func.attr != "escape":
            names = vars(import_module(module))
            yield re.compile(value(node.args[0], names), flags(node, names))


def value(node: ast.expr, names: dict):
    code = compile(ast.Expression(node), "expression", "eval")
    return eval(code, dict(names))  # noqa: S307 (it is our own source)


def flags(node: ast.Call, names: dict) -> int:
    given = [word.value for word in node.keywords if word.arg == "flags"]
    given += node.args[1:2] if node.func.attr == "compile" else []
    return value(given[0], names) if given else 0


@contextmanager
def little_work():
    """An end to what keeps the processor busy, in the middle of a match as well."""

    def stop(*_):
        raise TimeoutError

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def explodes(expression: re.Pattern, text: str) -> bool:
    text = text.encode() if isinstance(expression.pattern, bytes) else text
    try:
        with little_work():
            expression.findall(text)  # does all that `search` and `match` do, and more
            expression.fullmatch(text)
    except TimeoutError:
        return True
    return False


def test_no_expression_explodes():
    found = {(each.pattern, each.flags): each for each in expressions()}
    assert len(found) > 40

    texts = {
        pair: (pair[0] * LENGTH)[:LENGTH] + pair[1] for pair in product(UNITS, ENDS)
    }
    exploding = [
        (expression.pattern, *pair)
        for expression in found.values()
        for pair, text in texts.items()
        if explodes(expression, text)
    ]

    assert exploding == []


def test_an_expression_that_explodes_is_noticed():
    assert explodes(re.compile(r"(a+)+$"), "a" * LENGTH + "!")
    assert explodes(re.compile(r"a*a*$"), "a" * LENGTH + "!")
    assert not explodes(re.compile(r"a*$"), "a" * LENGTH + "!")
