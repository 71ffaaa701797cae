"""The checks of rows: their plain words, stop signs and drawings."""

from operator import attrgetter

import pytest

from articles.checks import Guide, findings, text_field, text_of
from tests.articles.checks.rows import FAULTY, SOUND, row_of


@pytest.mark.parametrize("name", FAULTY)
def test_each_planted_fault_is_found_and_nothing_else(guide, name):
    row, planted = FAULTY[name]

    found = findings(text_of(row), Guide())

    assert sorted(map(in_short, found)) == sorted(planted)
    for finding in found:
        assert leads_somewhere(finding, row)


def in_short(finding) -> tuple[str, str, str, str]:
    return str(finding.level), finding.check, finding.field, finding.quote


def leads_somewhere(finding, row) -> bool:
    """Whether an editor is led to the words of a field of the form."""
    field = text_field(type(row)) if finding.field == "text" else finding.field
    if not hasattr(row, "quick_relief") and field.startswith("quick_relief."):
        return True  # an empty form stands there
    words = attrgetter(field)(row)
    lines = words.split("\n")[max(finding.line, 1) - 1 :]
    return finding.quote in "\n".join(lines)


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_row_has_nothing_to_improve(guide, kind):
    assert findings(text_of(row_of(kind)), Guide()) == []


def test_a_row_of_few_words_is_not_graded(guide):
    few = row_of("dose", {"detail": "anticoagulation contraindicates compression"})

    assert findings(text_of(few), Guide()) == []


def test_every_check_of_rows_is_planted_somewhere():
    planted = {check for faulty in FAULTY.values() for _, check, *_ in faulty.planted}

    assert planted == {
        *("stop sign", "markup", "search result", "figures", "promises"),
        *("length", "reading", "ending", "drawing"),
    }


def test_an_item_is_told_by_its_line(guide):
    stretch = row_of("stretch", {"steps": "Stand.\n\n**Rest**."})

    (found,) = findings(text_of(stretch), Guide())

    assert (found.place, found.line) == ("Steps, line 3", 3)


def test_a_row_on_the_page_of_another_is_told_by_both_names(guide):
    area = row_of("body area", {"quick_relief": {"stop_sign": "-"}})

    (found,) = findings(text_of(area), Guide())

    assert found.place == "Quick relief, stop sign"
    assert found.message == (
        "Say what to avoid and when to stop. Nobody should follow this without its "
        "stop sign."
    )
