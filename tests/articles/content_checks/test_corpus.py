"""The checks find each fault that is planted in a text of tests/data, and nothing else."""

import tomllib
from datetime import UTC, date, datetime
from operator import attrgetter
from pathlib import Path

import pytest
from django.db import models

from articles.content_checks.registry import Guide, findings, text_of
from articles.models import Article, BodyArea, CareCard, Dose, QuickRelief, Stretch
from articles.models.base import markdown_field

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 25)
RELIEF = {
    "tool": "Tennis ball",
    "action": "Put the ball on a table, lay your arm on it, and lean in.",
    "stop_sign": "Keep off the bone. If it tingles or the pain grows, stop.",
    "drawing": "wall-ball",
}
SOUND = {
    "chapter": (
        Article,
        {
            "title": "Rest for a sore neck",
            "slug": "rest-for-a-sore-neck",
            "summary": (
                "How to rest a sore neck in the evening, with a pillow and a little "
                "warmth."
            ),
            "body": "Rest.",
            "status": "published",
            "published_at": datetime(2026, 6, 1, 12, tzinfo=UTC),
            "order": 99,
        },
    ),
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


def row_of(kind: str, **values) -> models.Model:
    """A sound row of that kind, not saved, but for these values."""
    model, sound = SOUND[kind]
    values = sound | values
    relief = values.pop("quick_relief", None)
    row = model(**values)
    if relief:
        row.quick_relief = QuickRelief(**RELIEF | relief)
    return row


def faulty(path: Path) -> tuple[models.Model, list[list]]:
    """A row with faults, and what is planted: level, check, field, quoted words; of a
    chapter without the field."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        _, front_matter, body = text.split("+++\n", 2)
        values = tomllib.loads(front_matter)
        planted = values.pop("found")
        return row_of("chapter", body=body, **values), planted
    told = tomllib.loads(text)
    without = {told["without"]: None} if "without" in told else {}
    return row_of(told["kind"], **told.get("values", {}), **without), told["found"]


def found_in(row: models.Model) -> list:
    return findings(text_of(row), Guide(TODAY))


@pytest.mark.parametrize(
    ("folder", "checks"),
    [
        (
            "faulty-chapters",
            {
                *("markup", "call-out", "table", "picture", "summary"),
                *("search result", "review", "review due", "reading"),
                *("headings", "links", "figures", "promises"),
            },
        ),
        (
            "faulty-rows",
            {
                *("stop sign", "markup", "search result", "figures", "promises"),
                *("length", "reading", "ending", "drawing"),
            },
        ),
    ],
)
def test_each_planted_fault_is_found_and_nothing_else(guide, subtests, folder, checks):
    planted_checks = set()
    for path in sorted((DATA / folder).iterdir()):
        row, planted = faulty(path)
        planted_checks |= {check for _, check, *_ in planted}

        with subtests.test(path.stem):
            found = found_in(row)

            in_short = [
                [str(each.level), each.check, each.field, each.quote] for each in found
            ]
            if isinstance(row, Article):
                in_short = [[*first, quote] for *first, _, quote in in_short]
            assert sorted(in_short) == sorted(planted)
            assert [each for each in found if not leads_somewhere(each, row)] == []

    assert planted_checks == checks


def leads_somewhere(finding, row) -> bool:
    """Whether an editor is led to the words of a field of the form."""
    is_text = finding.field == "text"
    field = markdown_field(type(row)) if is_text else finding.field
    if not hasattr(row, "quick_relief") and field.startswith("quick_relief."):
        return True  # an empty form stands there
    words = str(attrgetter(field)(row))
    lines = words.split("\n")[max(finding.line, 1) - 1 :]
    return finding.line >= is_text and finding.quote in "\n".join(lines)


def test_a_sound_row_has_nothing_to_improve(guide):
    found = {kind: found_in(row_of(kind)) for kind in SOUND}

    assert found == dict.fromkeys(SOUND, [])


def test_a_row_of_few_words_is_not_graded(guide):
    hard = "anticoagulation contraindicates compression"

    assert found_in(row_of("dose", detail=hard)) == []


def test_an_item_is_told_by_its_line(guide):
    (found,) = found_in(row_of("stretch", steps="Stand.\n\n**Rest**."))

    assert (found.place, found.line) == ("Steps, line 3", 3)


def test_a_row_on_the_page_of_another_is_told_by_both_names(guide):
    (found,) = found_in(row_of("body area", quick_relief={"stop_sign": "-"}))

    assert found.place == "Quick relief, stop sign"
    assert found.message == (
        "Say what to avoid and when to stop. Nobody should follow this without its "
        "stop sign."
    )
