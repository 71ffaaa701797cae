"""A small guide in files: a chapter that once moved, with a draft beside it."""

from pathlib import Path

from articles.drafts import texts_of
from articles.loading import load_guide
from articles.models import Article

CHAPTER = """+++
title = "Rest"
slug = "rest"
summary = "How."
status = "published"
published_at = 2026-01-05T12:00:00Z
updated_at = 2026-02-01T12:00:00Z
+++
Sleep.
"""
DRAFT = """+++
article = "rest"
title = "Rest well"
slug = "rest"
+++
Sleep long.
"""
FORMER = """
[[former_slug]]
slug = "sleep"
article = "rest"
"""


def write_files(folder: Path) -> Path:
    for name in ("chapters", "drafts"):
        (folder / name).mkdir()
    (folder / "chapters" / "01-rest.md").write_text(CHAPTER)
    (folder / "drafts" / "rest.md").write_text(DRAFT)
    (folder / "former-slugs.toml").write_text(FORMER)
    return folder


def load(folder, by=load_guide) -> dict[str, str]:
    """What was done with each entry, by the words of one's name."""
    options = {"is_own": True} if by is load_guide else {}
    return {entry.kind.name: done for entry, done in by(folder, **options)}


def rewrite(folder, name, old, new):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def save(chapter, act, *args, **changes):
    return act(chapter, texts_of(chapter) | changes, *args)


def rest() -> Article:
    return Article.objects.get(slug="rest")
