"""The checks of rows: their plain words, stop signs and drawings."""

import tomllib
from operator import attrgetter
from pathlib import Path

from django.db import models

from articles.checks import Guide, findings, text_field, text_of
from articles.models import BodyArea, CareCard, Dose, QuickRelief, Stretch

FOLDER = Path(__file__).parents[2] / "data" / "faulty-rows"
RELIEF = {
    "tool": "Tennis ball",
    "action": "Put the ball on a table, lay your arm on it, and lean in.",
    "stop_sign": "Keep off the bone. If it tingles or the pain grows, stop.",
    "drawing": "wall-ball",
}
SOUND = {
    "quick relief": (QuickRelief, RELIEF),
    "body area": (
        BodyArea,
        {
            "name": "Elbow",
            "slug": "elbow",
            "summary": "Ease a knot below your elbow with a ball, and learn when to stop.",
            "advice": "Find the sore place and rest on it.",
            "quick_relief": RELIEF,
        },
    ),
    "stretch": (
        Stretch,
        {
            "name": "Palm-up stretch",
            "target": "Loosens the forearm. Good after a day of typing.",
            "steps": "Hold one arm out.\nDraw the hand back.",
            "caution": "Stop if anything tingles.",
            "drawing": "childs-pose",
        },
    ),
    "care card": (
        CareCard,
        {"heading": "See a doctor if", "bullets": "it hurts at night\nit swells"},
    ),
    "dose": (Dose, {"name": "Ice", "detail": "in a cloth", "to_seconds": 600}),
}


def row_of(kind: str, values: dict | None = None) -> models.Model:
    """A sound row of that kind, not saved, but for these values."""
    model, sound = SOUND[kind]
    values = sound | (values or {})
    relief = values.pop("quick_relief", None)
    row = model(**values)
    if relief:
        row.quick_relief = QuickRelief(**RELIEF | relief)
    return row


def found_in(kind: str, **values) -> list:
    return findings(text_of(row_of(kind, values)), Guide())


def test_each_planted_fault_is_found_and_nothing_else(guide, subtests):
    planted_checks = set()
    for path in sorted(FOLDER.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        without = {told["without"]: None} if "without" in told else {}
        row = row_of(told["kind"], told.get("values", {}) | without)
        planted_checks |= {check for _, check, *_ in told["found"]}

        with subtests.test(path.stem):
            found = findings(text_of(row), Guide())

            assert sorted(map(in_short, found)) == sorted(told["found"])
            assert [each for each in found if not leads_somewhere(each, row)] == []

    assert planted_checks == {
        *("stop sign", "markup", "search result", "figures", "promises"),
        *("length", "reading", "ending", "drawing"),
    }


def in_short(finding) -> list[str]:
    """Level, check, field, quoted words."""
    return [str(finding.level), finding.check, finding.field, finding.quote]


def leads_somewhere(finding, row) -> bool:
    """Whether an editor is led to the words of a field of the form."""
    field = text_field(type(row)) if finding.field == "text" else finding.field
    if not hasattr(row, "quick_relief") and field.startswith("quick_relief."):
        return True  # an empty form stands there
    words = attrgetter(field)(row)
    lines = words.split("\n")[max(finding.line, 1) - 1 :]
    return finding.quote in "\n".join(lines)


def test_a_sound_row_has_nothing_to_improve(guide):
    assert {kind: found_in(kind) for kind in SOUND} == dict.fromkeys(SOUND, [])


def test_a_row_of_few_words_is_not_graded(guide):
    assert found_in("dose", detail="anticoagulation contraindicates compression") == []


def test_an_item_is_told_by_its_line(guide):
    (found,) = found_in("stretch", steps="Stand.\n\n**Rest**.")

    assert (found.place, found.line) == ("Steps, line 3", 3)


def test_a_row_on_the_page_of_another_is_told_by_both_names(guide):
    (found,) = found_in("body area", quick_relief={"stop_sign": "-"})

    assert found.place == "Quick relief, stop sign"
    assert found.message == (
        "Say what to avoid and when to stop. Nobody should follow this without its "
        "stop sign."
    )
