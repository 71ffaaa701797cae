"""The checks find each fault that is planted in a chapter of tests/data, and nothing in
the guide as it is shipped."""

import tomllib
from datetime import date
from pathlib import Path

from articles.checks import Guide, checked_rows, findings, text_of
from articles.checks.whole_guide import checked_guide
from articles.models import Article

FOLDER = Path(__file__).parents[2] / "data" / "faulty-chapters"
SOUND = {
    "title": "Rest for a sore neck",
    "slug": "rest-for-a-sore-neck",
    "summary": "How to rest a sore neck in the evening, with a pillow and a little warmth.",
    "status": "published",
    "published_at": "2026-06-01T12:00:00Z",
    "order": 99,
}
TODAY = date(2026, 11, 25)


def faulty_chapter(path: Path) -> tuple[Article, list[tuple]]:
    """A chapter, not saved, and what is planted: level, check, quoted words."""
    _, front_matter, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    values = tomllib.loads(front_matter)
    planted = [tuple(each) for each in values.pop("found")]
    chapter = Article(body=body, **SOUND | values)
    chapter.published_at = Article.published_at.field.to_python(chapter.published_at)
    return chapter, planted


def test_each_planted_fault_is_found_and_nothing_else(guide, subtests):
    planted_checks = set()
    for path in sorted(FOLDER.glob("*.md")):
        chapter, planted = faulty_chapter(path)
        planted_checks |= {check for _, check, _ in planted}

        with subtests.test(path.stem):
            found = findings(text_of(chapter), Guide(TODAY))

            assert sorted(map(in_short, found)) == sorted(planted)
            assert [each for each in found if not leads_somewhere(each, chapter)] == []

    assert planted_checks == {
        *("markup", "call-out", "table", "picture", "summary"),
        *("search result", "review", "review due", "reading"),
        *("headings", "links", "figures", "promises"),
    }


def in_short(finding) -> tuple[str, str, str]:
    return str(finding.level), finding.check, finding.quote


def leads_somewhere(finding, chapter) -> bool:
    """Whether an editor is led to words of the text, or to another field of the form."""
    if finding.field != "text":
        return hasattr(chapter, finding.field)
    lines = chapter.body.split("\n")[finding.line - 1 :]
    return finding.line >= 1 and finding.quote in "\n".join(lines)


def test_the_shipped_guide_has_nothing_to_improve(guide):
    texts = {checked.name: checked.findings for checked in checked_guide()}

    assert len(texts) == len(list(checked_rows())) == 26
    assert {name: found for name, found in texts.items() if found} == {}
