"""No text of an editor's, however hostile, becomes more than text with a few tags, breaks
a check, or keeps the site busy for longer than its length."""

import re
import sys
from collections.abc import Iterator

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.content_checks.document import PlainField
from articles.content_checks.registry import Finding, Guide, Text, findings
from articles.content_checks.subjects import stop_sign
from articles.markdown.renderer import MAX_CHARACTERS, names_in, render, rendered
from articles.markdown.sanitizer import ATTRIBUTES, TAGS
from tests.slow.hostile.markdown import REPEATED, hostile_cases

pytestmark = pytest.mark.django_db


def checked(body: str) -> list[Finding]:
    return findings(Text(body, path="/guide/x/"), Guide())


def test_hostile_markdown_leaves_only_what_is_listed():
    cases = hostile_cases()

    left = {name: [*not_listed(render(text))] for name, text in cases.items()}

    assert len(cases) >= 200
    assert {name: found for name, found in left.items() if found} == {}


def not_listed(html: str) -> Iterator[str]:
    """The tags, attributes and addresses in `html` that no text may bring into a page."""
    _, *elements = html5lib.parseFragment(html, namespaceHTMLElements=False).iter()
    for element in elements:
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set())
        yield from {element.tag} - TAGS
        yield from set(element.attrib) - allowed
        yield from {"src"} & set(element.attrib)  # none of these pictures is ours
        if leads_somewhere_bad(element.get("href", "")):
            yield element.get("href")


def leads_somewhere_bad(href: str) -> bool:
    """Read `href` as a browser does (URL Standard: white space and controls drop out)."""
    seen = re.sub(r"[\t\n\r]", "", href.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", seen, re.I)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
        return True
    return seen.startswith(("//", "/\\", "\\"))


def test_no_hostile_text_breaks_a_check(subtests):
    for name, body in hostile_cases().items():
        with subtests.test(name):
            checked(body)


PIECES = [
    *("# ", "## ", "- ", "1. ", "> ", "    ", "\t", "|", "\n", "\n\n", "\r\n", " "),
    *("::: tip\n", ":::", "{", "}", "{hold neck}", "{drawing wall-ball: 9%}", "`"),
    *("[^nhs]", "[^", "[a](", "/relief/neck/", "#x", "http://[", ")", "![", "<b>"),
    *("90%", "1 in 28", "cures", "3,000.5", ". ", "---|---", "\0", "\ud7ff", "é"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30)


@pytest.mark.slow
@settings(max_examples=150)
@given(texts.map("".join), st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_a_check(body, title, summary):
    row = (PlainField("steps", title, 9, line=1, ending="if"), stop_sign("s", body))
    text = Text(body, path="/guide/x/", title=title, summary=summary, fields=row)

    for finding in findings(text, Guide()):
        assert finding.message
        assert finding.field != "text" or 0 <= finding.line <= len(text.lines)


MORE = [  # what is of interest to the checks alone
    *("1", "1 to 2 ", "1,111", "two to ", "A. ", "90% ", "cures ", "{a b", "<a b"),
    *("[a](/guide/a/) ", "[a](#a) ", "## a\n\n", "|a|b|\n|-|-|\n|1%|2%|\n\n"),
    *(":", "aei", "{" + "a" * 20, "|-" * 20),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("work", "units"),
    [(render, REPEATED.values()), (checked, [*REPEATED.values(), *MORE])],
    ids=["rendered", "checked"],
)
def test_eight_times_the_text_costs_at_most_about_eight_times_the_work(
    guide, subtests, work, units
):
    for unit in units:
        short = unit * (MAX_CHARACTERS // 64 // len(unit))
        work(unit)  # what is loaded once

        with subtests.test(unit):
            assert calls(work, short * 8) < 10 * calls(work, short)


def calls(work, text: str) -> int:
    """How many calls it takes to work on `text`, which no slow machine changes."""
    count = 0
    names_in.cache_clear()
    rendered.cache_clear()

    def profile(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work(text)
    finally:
        sys.setprofile(None)
    return count
