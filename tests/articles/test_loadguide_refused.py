"""A broken file is named in a sentence, and then nothing at all is loaded."""

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands import loadguide
from articles.models import (
    Question,
    ShippedRow,
    Source,
    Stretch,
    UploadedPicture,
)

SOURCES = '[[source]]\nslug = "a-study"\ncitation = "A study, 2020"\n'
STRETCH = """
[[stretch]]
slug = "nod"
name = "Nod"
target = "The neck."
steps = ["Sit tall.", "Nod."]
hold_from_seconds = 5
hold_to_seconds = 10
sides = "both"
caution = "Stop if it hurts."
"""
RELIEF = """
[[quick_relief]]
area = "elbow"
tool = "A ball"
action = "Press."
stop_sign = "Stop if it hurts."
hold_from_seconds = 5
hold_to_seconds = 10
"""
PICTURE = """
[[picture]]
key = "0123456789abcdef0123456789abcdef"
width = 60
height = 30
has_avif = true
"""
QUESTION = '+++\nquestion = "Why?"\nslug = "why"\n+++\nBecause.\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that `loadguide` takes for the guide, with one good file."""
    monkeypatch.setattr(loadguide, "CONTENT", tmp_path)
    (tmp_path / "questions").mkdir()
    (tmp_path / "sources.toml").write_text(SOURCES)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("stretches.toml", "[[stretch]\nslug =", "Expected"),
        ("stretches.toml", STRETCH.replace("stretch]]", "strech]]"), "stretch"),
        ("stretches.toml", STRETCH + 'color = "red"\n', "unknown field color"),
        ("stretches.toml", STRETCH.replace('slug = "nod"\n', ""), "slug"),
        ("stretches.toml", STRETCH.replace('"nod"', '"n o d"'), "valid “slug”"),
        ("stretches.toml", STRETCH.replace("= 10", "= 4"), "can’t exceed the longest"),
        ("stretches.toml", STRETCH.replace("= 10", '= "ten"'), "must be an integer"),
        ("stretches.toml", STRETCH.replace("Stop if it hurts.", ""), "blank"),
        ("stretches.toml", STRETCH + 'areas = ["elbow"]\n', "elbow"),
        ("stretches.toml", STRETCH + "areas = 5\n", "not iterable"),
        ("quick-relief.toml", RELIEF, "elbow"),
        ("pictures.toml", PICTURE.replace("0123456789", "../"), "such a key"),
        ("pictures.toml", PICTURE.replace("= 60", "= 0"), "such a size"),
        ("pictures.toml", PICTURE.replace("has_avif = true", ""), "True or False"),
        ("questions/01-why.md", QUESTION.replace("+++\nB", "B"), "+++"),
        ("questions/01-why.md", QUESTION.replace("Because.", ""), "blank"),
        ("questions/01-why.md", QUESTION.replace('slug = "why"\n', ""), "slug"),
        ("questions/01-why.md", QUESTION.replace("Because", "\udcff"), "utf-8"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_loaded(db, folder, name, text, reason):
    (folder / name).write_text(text, encoding="utf-8", errors="surrogateescape")

    with pytest.raises(CommandError) as refusal:
        call_command("loadguide")

    assert str(folder / name) in str(refusal.value)
    assert reason in str(refusal.value)
    assert not any(
        model.objects.exists()
        for model in (Source, Stretch, Question, UploadedPicture, ShippedRow)
    )


def test_a_mended_file_is_loaded(db, folder, capsys):
    (folder / "stretches.toml").write_text(STRETCH.replace("= 10", "= 4"))
    with pytest.raises(CommandError):
        call_command("loadguide")
    (folder / "stretches.toml").write_text(STRETCH)

    call_command("loadguide")

    assert capsys.readouterr().out == "Guide: 2 added.\n"
