"""No regular expression of ours can be kept busy by a text: a text four times as long
takes about four times the work."""

import ast
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import product
from pathlib import Path

from django.conf import settings

SECONDS = 1  # of the processor, which no text takes in full
SHORT, LONG = 1000, 4000  # characters
A_MOMENT = 0.005  # seconds; by the square of LONG, work takes many times this
MOST_GROWTH = 9  # times; in proportion it would be 4, by the square 16
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


def grows_too_fast(expression: re.Pattern, unit: str, end: str = "") -> bool:
    """Whether the work grows by more than the length of a text of this kind."""
    short, long = [(unit * length)[:length] + end for length in (SHORT, LONG)]
    if isinstance(expression.pattern, bytes):
        short, long = short.encode(), long.encode()
    try:
        with little_work():
            expression.fullmatch(long)
            if seconds(expression, long) < A_MOMENT:
                return False
            return least(expression, long) > MOST_GROWTH * least(expression, short)
    except TimeoutError:
        return True


def least(expression: re.Pattern, text: str | bytes) -> float:
    """What is disturbed takes longer, never shorter."""
    return min(seconds(expression, text) for _ in range(3))


def seconds(expression: re.Pattern, text: str | bytes) -> float:
    """The processor's time to find all that `search` and `match` find, and more."""
    begin = time.thread_time()
    expression.findall(text)
    return time.thread_time() - begin


def test_no_text_keeps_an_expression_busy():
    found = {(each.pattern, each.flags): each for each in expressions()}
    assert len(found) > 40

    busy = [
        (expression.pattern, unit, end)
        for expression in found.values()
        for unit, end in product(UNITS, ENDS)
        if grows_too_fast(expression, unit, end)
    ]

    assert busy == []


def test_an_expression_that_is_kept_busy_is_noticed():
    busy = [r"(a+)+$", r"a*a*$", r"a+b", r"[^@]+@"]

    assert [
        each for each in busy if not grows_too_fast(re.compile(each), "a", "!")
    ] == []
    assert not grows_too_fast(re.compile(r"a*$"), "b", "!")
