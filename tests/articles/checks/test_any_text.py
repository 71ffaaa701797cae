"""The checks bear any text, and take time in proportion to it."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.checks import Guide, Text, findings
from articles.checks.plain import stop_sign
from articles.checks.text import PlainField
from articles.markdown import MAX_CHARACTERS, names_in, rendered
from tests.hostile.markdown import REPEATED, hostile_cases

PIECES = [
    *("# ", "## ", "- ", "1. ", "> ", "    ", "\t", "|", "\n", "\n\n", "\r\n", " "),
    *("::: tip\n", ":::", "{", "}", "{hold neck}", "{drawing wall-ball: 9%}", "`"),
    *("[^nhs]", "[^", "[a](", "/relief/neck/", "#x", "http://[", ")", "![", "<b>"),
    *("90%", "1 in 28", "cures", "3,000.5", ". ", "---|---", "\0", "\ud7ff", "é"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30)
quick = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@quick
@given(texts.map("".join), st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_a_check(db, body, title, summary):
    row = (PlainField("steps", title, 9, line=1, ending="if"), stop_sign("s", body))
    text = Text(body, path="/guide/x/", title=title, summary=summary, fields=row)

    for finding in findings(text, Guide()):
        assert finding.message
        assert finding.field != "text" or 0 <= finding.line <= len(text.lines)


def test_no_hostile_text_breaks_a_check(db):
    for body in hostile_cases().values():
        findings(Text(body, path="/guide/x/"), Guide())


MORE = {
    "digits": "1",
    "numbers": "1 to 2 ",
    "commas": "1,111",
    "number words": "two to ",
    "sentences": "A. ",
    "figures": "90% ",
    "promises": "cures ",
    "braces": "{a b",
    "tags of HTML": "<a b",
    "links": "[a](/guide/a/) ",
    "own anchors": "[a](#a) ",
    "headings": "## a\n\n",
    "tables of figures": "|a|b|\n|-|-|\n|1%|2%|\n\n",
    "colons": ":",
    "vowels": "aei",
    "one brace": "{" + "a" * 20,
    "dashes and pipes": "|-" * 20,
}


@pytest.mark.parametrize(
    "unit", [*REPEATED.values(), *MORE.values()], ids=[*REPEATED, *MORE]
)
def test_twice_the_text_costs_at_most_about_twice_the_work(db, unit):
    short = unit * (MAX_CHARACTERS // 16 // len(unit))
    calls(short)  # what is loaded once

    assert calls(short * 2) < 2.5 * calls(short)


def calls(body: str) -> int:
    """How many calls the checks take: work that no slow machine changes."""
    count = 0
    names_in.cache_clear()
    rendered.cache_clear()

    def profile(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        findings(Text(body, path="/guide/x/"), Guide())
    finally:
        sys.setprofile(None)
    return count
