"""A small guide in files, with a file of almost every kind."""

from pathlib import Path

from articles.import_export.load import load_guide

FILES = {
    "sources.toml": '[[source]]\nslug = "a-study"\ncitation = "A study, 2020"\n',
    "care-cards.toml": """
[[care_card]]
slug = "call-911"
level = "emergency"
heading = "Call 911 if"
bullets = ["you faint"]

[[care_card]]
slug = "help-today"
level = "urgent"
heading = "Get help today if"
bullets = ["you have a fever"]

[[care_card]]
slug = "ask-first"
level = "ask_first"
heading = "Ask first if"
bullets = ["you are pregnant"]
""",
    "body-areas.toml": """
[[body_area]]
slug = "neck"
name = "Neck"
summary = "Ease it."
advice = '''
Press **gently**.

Then rest.
'''

[[body_area]]
slug = "calves"
name = "Calves"
summary = "Ease them."
""",
    "stretches.toml": """
[[stretch]]
slug = "nod"
name = "Nod"
target = "The neck."
areas = ["neck"]
steps = ["Sit tall.", "Nod."]
hold_from_seconds = 5
hold_to_seconds = 10
sides = "both"
caution = "Stop if it hurts."
""",
    "questions/01-why.md": '+++\nquestion = "Why?"\nslug = "why"\n+++\nBecause.\n',
    "chapters/01-rest.md": (
        '+++\ntitle = "Rest"\nslug = "rest"\nsummary = "How."\n+++\n\nSleep.\n\nWell.\n'
    ),
}
# As a site exports them: with their state and dates, a draft, and where they once were.
EXPORTED = {
    "questions/01-why.md": FILES["questions/01-why.md"],
    "chapters/01-rest.md": """+++
title = "Rest"
slug = "rest"
summary = "How."
status = "published"
published_at = 2026-01-05T12:00:00Z
updated_at = 2026-02-01T12:00:00Z
+++
Sleep.
""",
    "drafts/rest.md": (
        '+++\narticle = "rest"\ntitle = "Rest well"\nslug = "rest"\n+++\nSleep long.\n'
    ),
    "former-slugs.toml": '[[former_slug]]\nslug = "sleep"\narticle = "rest"\n',
    "former-question-slugs.toml": (
        '[[former_question_slug]]\nslug = "how-come"\nquestion = "why"\n'
    ),
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, errors="surrogateescape")
    return folder


def rewrite(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def load(folder: Path, by=load_guide, **options) -> dict[str, str]:
    """What was done with each entry."""
    return {
        f"{entry.kind.name} {entry.key}": done for entry, done in by(folder, **options)
    }


def load_own(folder: Path) -> dict[str, str]:
    """The same with a folder of the spa's own."""
    return load(folder, is_own=True)
