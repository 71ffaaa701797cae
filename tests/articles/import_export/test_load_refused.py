"""What is no guide is named in a sentence, and then nothing at all is loaded."""

import pytest
from django.core.management import CommandError, call_command

from articles.management.commands import loadguide
from articles.models import ShippedRow

from .guide_files import EXPORTED, FILES, load, rewrite, write
from .guide_rows import content

RELIEF = """
[[quick_relief]]
area = "neck"
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
GUIDE = FILES | EXPORTED | {"quick-relief.toml": RELIEF, "pictures.toml": PICTURE}

STRETCHES, RELIEFS, PICTURES = "stretches.toml", "quick-relief.toml", "pictures.toml"
QUESTION, CHAPTER = "questions/01-why.md", "chapters/01-rest.md"
DRAFT, FORMER = "drafts/rest.md", "former-slugs.toml"
ROWS = [
    (STRETCHES, "[[stretch]]", "[[stretch]", "Expected"),
    (STRETCHES, "[[stretch]]", "[[strech]]", "stretch"),
    (STRETCHES, "sides =", 'color = "red"\nsides =', "unknown field color"),
    (STRETCHES, 'slug = "nod"\n', "", "slug"),
    (STRETCHES, '"nod"', '"n o d"', "valid “slug”"),
    (STRETCHES, "= 10", "= 4", "can’t exceed the longest"),
    (STRETCHES, "= 10", '= "ten"', "must be an integer"),
    (STRETCHES, "Stop if it hurts.", "", "blank"),
    (STRETCHES, '["neck"]', '["elbow"]', "elbow"),
    (STRETCHES, '["neck"]', "5", "not iterable"),
    (RELIEFS, '"neck"', '"elbow"', "elbow"),
    (PICTURES, "0123456789", "../", "such a key"),
    (PICTURES, "= 60", "= 0", "such a size"),
    (PICTURES, "has_avif = true", "", "True or False"),
    (QUESTION, "+++\nB", "B", "+++"),
    (QUESTION, "Because.", "", "blank"),
    (QUESTION, 'slug = "why"\n', "", "slug"),
    (QUESTION, "Because", "\udcff", "utf-8"),
]
STATES = [
    (CHAPTER, '"published"', '"draft"', "Readers don’t know “Rest” yet"),
    (DRAFT, '"rest"', '"nap"', "article: there is no nap"),
    (DRAFT, 'article = "rest"\n', "", "'article' is missing"),
    (DRAFT, "+++\nS", "publish_at = 2028-01-01T00:00:00Z\n+++\nS", "Write a summary"),
    (DRAFT, "+++\nS", 'publish_at = "soon"\n+++\nS', "soon"),
    (DRAFT, "+++\nS", "saved_at = 2028-01-01\n+++\nS", "saved_at is not a date with"),
    (FORMER, '"rest"', '"nap"', "article: there is no nap"),
    (FORMER, '"sleep"', '"rest"', "a chapter has the address 'rest' now"),
]


def refusal(*arguments) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("loadguide", *arguments)
    return str(refused.value)


@pytest.mark.parametrize(
    ("around", "broken", "options"),
    [
        (["sources.toml", "body-areas.toml"], ROWS, None),  # the guide that ships
        (EXPORTED, STATES, []),
        (EXPORTED, STATES, ["--replace"]),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_loaded_until_it_is_mended(
    db, clock, tmp_path, around, broken, options, monkeypatch, subtests, capsys
):
    ships = options is None
    for number, (name, old, new, reason) in enumerate(broken):
        mended = {each: GUIDE[each] for each in [*around, name]}
        assert old in mended[name]
        text = mended[name].replace(old, new)
        folder = write(tmp_path / str(number), mended | {name: text})
        arguments = [] if ships else [folder, *options]
        if ships:
            monkeypatch.setattr(loadguide, "CONTENT", folder)
        with subtests.test(name=name, new=new):
            said = refusal(*arguments)

            named = DRAFT if "don’t know" in reason else name
            assert str(folder / named) in said and reason in said
            assert not any(content().values()) and not ShippedRow.objects.exists()

    write(folder, mended)
    call_command("loadguide", *arguments)
    assert capsys.readouterr().out == f"Guide: {4 if ships else 5} added.\n"


def test_of_a_folder_with_one_entry_twice_nothing_is_loaded(db, tmp_path):
    folder = write(tmp_path, FILES)
    load(folder)
    before = content()
    rewrite(folder, "sources.toml", "2020", "2021")
    (folder / "questions/99-again.md").write_text(FILES[QUESTION])

    said = refusal(folder, "--replace")

    assert "99-again.md: slug 'why' is there twice" in said
    assert content() == before


def test_replacing_needs_a_folder_and_an_empty_one_is_no_guide(db, tmp_path):
    load(write(tmp_path, FILES))
    before = content()

    assert "Say with which FOLDER" in refusal("--replace")
    for options in ([], ["--replace"]):
        assert "There is no guide in" in refusal(tmp_path / "nowhere", *options)
    assert content() == before
