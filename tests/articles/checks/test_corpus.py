"""The checks find each planted fault, and nothing in the guide as it is shipped."""

import pytest

from articles.checks import Guide, checked_rows, findings, text_of
from articles.checks.whole_guide import checked_guide
from tests.articles.checks.corpus import FAULTY, TODAY


@pytest.mark.parametrize("name", FAULTY)
def test_each_planted_fault_is_found_and_nothing_else(guide, name):
    chapter, planted = FAULTY[name]

    found = findings(text_of(chapter), Guide(TODAY))

    assert sorted(map(in_short, found)) == sorted(planted)
    for finding in found:
        assert leads_somewhere(finding, chapter)


def in_short(finding) -> tuple[str, str, str]:
    return str(finding.level), finding.check, finding.quote


def leads_somewhere(finding, chapter) -> bool:
    """Whether an editor is led to words of the text, or to another field of the form."""
    if finding.field != "text":
        return hasattr(chapter, finding.field)
    lines = chapter.body.split("\n")[finding.line - 1 :]
    return finding.line >= 1 and finding.quote in "\n".join(lines)


def test_every_check_is_planted_somewhere():
    planted = {check for faulty in FAULTY.values() for _, check, _ in faulty.planted}

    assert planted == {
        *("markup", "call-out", "table", "picture", "summary"),
        *("search result", "review", "review due", "reading"),
        *("headings", "links", "figures", "promises"),
    }


def test_the_shipped_guide_has_nothing_to_improve(guide):
    texts = {checked.name: checked.findings for checked in checked_guide()}

    assert len(texts) == len(list(checked_rows())) == 26
    assert {name: found for name, found in texts.items() if found} == {}
