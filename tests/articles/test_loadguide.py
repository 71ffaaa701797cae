"""The guide's files come into the database and never over an editor's words."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.content_files import read_entries
from articles.loading import load_guide
from articles.models import Article, BodyArea, CareCard, Question, Source, Stretch
from tests.desk import admin_url, save

FILES = {
    "sources.toml": """
[[source]]
slug = "a-study"
citation = "A study, 2020"
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


@pytest.fixture
def folder(db, tmp_path):
    """A small guide, with a file of almost every kind."""
    for name, text in FILES.items():
        path = tmp_path / "guide" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "guide"


def load(folder) -> dict[str, str]:
    """What was done with each entry."""
    return {
        f"{entry.kind.name} {entry.key}": done for entry, done in load_guide(folder)
    }


def rewrite(folder, name, old, new):
    path = folder / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def run_command() -> str:
    output = StringIO()
    call_command("loadguide", stdout=output)
    return output.getvalue()


def change_url(row):
    return admin_url(type(row), "change", row.pk)


def test_a_new_site_gets_the_whole_guide_and_hears_so_once(db):
    count = len(list(read_entries()))

    assert run_command() == f"Guide: {count} added.\n"
    assert run_command() == f"Guide: {count} unchanged.\n"
    assert Article.objects.published().count() == 6


def test_rows_come_as_the_files_have_them(folder):
    load(folder)

    stretch = Stretch.objects.get()
    assert stretch.step_list == ["Sit tall.", "Nod."]
    assert (stretch.hold_from_seconds, stretch.hold_to_seconds) == (5, 10)
    assert [area.slug for area in stretch.areas.all()] == ["neck"]
    assert [area.slug for area in BodyArea.objects.all()] == ["neck", "calves"]
    assert Article.objects.published().get().body == "Sleep.\n\nWell."


def test_the_command_keeps_an_editors_words_and_names_them(guide, editor_client):
    question, chapter = Question.objects.first(), Article.objects.first()
    save(editor_client, change_url(question), answer="Ask us.")
    save(editor_client, change_url(chapter), title="Ease it now")

    said = run_command()

    assert f"  question {question.slug}: kept as edited\n" in said
    assert f"  chapter {chapter.slug}: kept as edited\n" in said
    assert said.endswith(f"Guide: {len(guide) - 2} unchanged, 2 kept as edited.\n")
    question.refresh_from_db()
    chapter.refresh_from_db()
    assert (question.answer, chapter.title) == ("Ask us.", "Ease it now")


@pytest.mark.parametrize("model", [Article, BodyArea, CareCard, Question, Stretch])
def test_saving_a_form_as_it_stands_is_no_edit(guide, editor_client, model):
    for row in model.objects.all():
        assert save(editor_client, change_url(row)).status_code == 302

    assert run_command() == f"Guide: {len(guide)} unchanged.\n"


def test_an_edited_row_is_kept_when_its_file_changes(folder, editor_client):
    load(folder)
    save(editor_client, change_url(Question.objects.get()), answer="Ask us.")
    rewrite(folder, "questions/01-why.md", "Because.", "Nobody knows.")

    assert load(folder)["question why"] == "kept as edited"
    assert Question.objects.get().answer == "Ask us."


def test_a_row_nobody_touched_follows_its_file(folder, editor_client):
    load(folder)
    editor_client.post(admin_url(Article, "retire", Article.objects.get().pk))
    rewrite(folder, "chapters/01-rest.md", "Sleep.", "Sleep long.")
    rewrite(folder, "stretches.toml", '["neck"]', '["calves", "neck"]')

    done = load(folder)

    changed = {"chapter rest", "stretch nod"}
    assert {name for name, what in done.items() if what == "updated"} == changed
    assert {what for name, what in done.items() if name not in changed} == {"unchanged"}
    assert Article.objects.get().body == "Sleep long.\n\nWell."
    assert Article.objects.get().status == "retired"
    assert Stretch.objects.get().areas.count() == 2


def test_a_row_that_an_editor_deleted_stays_away(folder, editor_client):
    load(folder)
    source = Source.objects.get()
    editor_client.post(admin_url(Source, "delete", source.pk), {"post": "yes"})
    assert not Source.objects.exists()

    assert load(folder)["source a-study"] == "left out, as an editor deleted it"
    assert not Source.objects.exists()


def test_a_row_of_the_same_name_that_an_editor_wrote_first_is_kept(folder):
    Source.objects.create(slug="a-study", citation="My own note")

    assert load(folder)["source a-study"] == "kept as edited"
    assert Source.objects.get().citation == "My own note"


def test_a_new_file_is_added_last(folder):
    load(folder)
    text = FILES["questions/01-why.md"].replace("why", "how").replace("Why", "How")
    (folder / "questions/00-how.md").write_text(text)

    done = load(folder)

    assert done.pop("question how") == "added"
    assert set(done.values()) == {"unchanged"}
    assert [question.slug for question in Question.objects.all()] == ["why", "how"]


def test_the_areas_of_a_stretch_are_an_edit_too(folder, editor_client):
    load(folder)
    calves = BodyArea.objects.get(slug="calves")
    save(editor_client, change_url(Stretch.objects.get()), areas=[calves.pk])
    rewrite(folder, "stretches.toml", "Stop if it hurts.", "Stop at once.")

    assert load(folder)["stretch nod"] == "kept as edited"
    assert list(Stretch.objects.get().areas.all()) == [calves]
