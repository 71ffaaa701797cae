"""The faulty chapters of tests/data: each names what the checks should find in it."""

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

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


class Faulty(NamedTuple):
    """A chapter, not saved, and what is planted: level, check, quoted words."""

    chapter: Article
    planted: list[tuple[str, str, str]]


def faulty_chapter(path: Path) -> Faulty:
    _, front_matter, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    values = tomllib.loads(front_matter)
    planted = [tuple(each) for each in values.pop("found")]
    chapter = Article(body=body, **SOUND | values)
    chapter.published_at = Article.published_at.field.to_python(chapter.published_at)
    return Faulty(chapter, planted)


FAULTY = {path.stem: faulty_chapter(path) for path in sorted(FOLDER.glob("*.md"))}
