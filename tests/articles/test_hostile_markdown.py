"""No text of an editor's, however hostile, becomes more than text with a few tags."""

import re
import sys

import html5lib
import pytest

from articles.markdown import MAX_CHARACTERS, render
from articles.sanitizer import ATTRIBUTES, TAGS
from tests.hostile.markdown import REPEATED, hostile_cases

pytestmark = pytest.mark.django_db

CASES = hostile_cases()


def test_the_corpus_is_large():
    assert len(CASES) >= 200


@pytest.mark.parametrize("name", CASES)
def test_hostile_markdown_leaves_only_what_is_listed(name):
    page = html5lib.parseFragment(render(CASES[name]), namespaceHTMLElements=False)

    for element in page.iter():
        if element is page:
            continue
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set())
        assert element.tag in TAGS
        assert set(element.attrib) <= allowed
        assert_leads_nowhere_bad(element.get("href", ""))
        assert "src" not in element.attrib, "none of these pictures is ours"


def assert_leads_nowhere_bad(href: str) -> None:
    """Read `href` as a browser does (URL Standard: white space and controls drop out)."""
    seen = re.sub(r"[\t\n\r]", "", href.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", seen, re.I)
    assert scheme is None or scheme[1].lower() in ("http", "https", "mailto", "tel")
    assert not seen.startswith(("//", "/\\", "\\"))


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_twice_the_text_costs_at_most_about_twice_the_work(guide, unit):
    short = unit * (MAX_CHARACTERS // 8 // len(unit))

    assert calls(short * 2) < 2.5 * calls(short)


def calls(text: str) -> int:
    """How many calls it takes to render `text`: work that no slow machine changes."""
    count = 0

    def profile(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    render(text[:20])  # templates are loaded once
    sys.setprofile(profile)
    try:
        render(text)
    finally:
        sys.setprofile(None)
    return count
