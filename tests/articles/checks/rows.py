"""The faulty rows of tests/data: each names what the checks should find in it."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from django.db import models

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


class Faulty(NamedTuple):
    """A row, not saved, and what is planted: level, check, field, quoted words."""

    row: models.Model
    planted: list[tuple[str, str, str, str]]


def row_of(kind: str, values: dict | None = None) -> models.Model:
    """A sound row of that kind, but for these values."""
    model, sound = SOUND[kind]
    values = sound | (values or {})
    relief = values.pop("quick_relief", None)
    row = model(**values)
    if relief:
        row.quick_relief = QuickRelief(**RELIEF | relief)
    return row


def faulty_row(path: Path) -> Faulty:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    without = {told["without"]: None} if "without" in told else {}
    row = row_of(told["kind"], told.get("values", {}) | without)
    return Faulty(row, [tuple(each) for each in told["found"]])


FAULTY = {path.stem: faulty_row(path) for path in sorted(FOLDER.glob("*.toml"))}
