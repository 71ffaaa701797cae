"""What can be done in a break: a stretch, or simply to move."""

from dataclasses import dataclass

from ..models import Stretch


@dataclass(frozen=True)
class Idea:
    """One thing to do, with its stop sign; `hold` is a sentence or empty."""

    slug: str
    name: str
    target: str
    steps: list[str]
    caution: str
    hold: str = ""


MOVE = Idea(
    slug="move",
    name="Just stand up and move",
    target="A short walk, and a slow look to each side. Good on any day.",
    steps=[
        "Stand up. If you feel dizzy, sit back down.",
        "Walk to the kitchen and back.",
        "Look slowly to the left, and then slowly to the right.",
    ],
    caution="Don’t roll your head in full circles, and stop if it hurts. If turning your "
    "head makes you dizzy, your sight or speech changes, or a new headache starts, stop "
    "and call 911.",
)


def all_ideas() -> dict[str, Idea]:
    """What a reader can choose, by its slug: to move, then every stretch."""
    ideas = [MOVE, *map(of_stretch, Stretch.objects.all())]
    return {idea.slug: idea for idea in ideas}


def of_stretch(stretch: Stretch) -> Idea:
    other_side = stretch.sides == Stretch.Sides.EACH
    return Idea(
        slug=stretch.slug,
        name=stretch.name,
        target=stretch.target,
        steps=stretch.step_list,
        caution=stretch.caution,
        hold=f"Hold for {stretch.spoken_hold}"
        + (", then do the other side." if other_side else "."),
    )
