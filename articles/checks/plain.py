"""Rows of plain words: what readers see of them is just what is typed."""

from typing import NamedTuple

from ..models import CareCard, Dose, QuickRelief, Stretch
from ..models.lines import lines_of
from .text import PlainField, Text


class Longest(NamedTuple):
    """How many characters each place holds, so that it is taken in at a glance."""

    name: int = 40
    sentence: int = 100
    item: int = 120
    paragraph: int = 200


LONGEST = Longest()


def quick_relief(row: QuickRelief, at: str = "") -> Text:
    """The text of a quick-relief row; `at` goes before the names of its fields."""
    return Text(
        "",
        fields=(
            PlainField(f"{at}tool", row.tool, LONGEST.name),
            PlainField(f"{at}action", row.action, LONGEST.paragraph),
            stop_sign(f"{at}stop_sign", row.stop_sign),
        ),
        drawing=(f"{at}drawing", row.drawing),
    )


def stretch(row: Stretch) -> Text:
    return Text(
        "",
        fields=(
            PlainField("name", row.name, LONGEST.name),
            PlainField("target", row.target, LONGEST.sentence),
            *items("steps", row.steps),
            stop_sign("caution", row.caution),
        ),
        drawing=("drawing", row.drawing),
    )


def care_card(row: CareCard) -> Text:
    heading = PlainField("heading", row.heading, LONGEST.name, ending="if")
    return Text("", fields=(heading, *items("bullets", row.bullets)))


def dose(row: Dose) -> Text:
    return Text(
        "",
        fields=(
            PlainField("name", row.name, LONGEST.name),
            PlainField("detail", row.detail, LONGEST.sentence),
        ),
    )


def stop_sign(name: str, words: str) -> PlainField:
    return PlainField(name, words, LONGEST.paragraph, is_stop_sign=True)


def items(name: str, text: str) -> list[PlainField]:
    """A field that holds one item a line, as so many fields."""
    numbered = enumerate(text.splitlines(), start=1)
    return [
        PlainField(name, line.strip(), LONGEST.item, line=number)
        for number, line in numbered
        if lines_of(line)
    ]
