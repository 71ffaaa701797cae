"""The guide's files come into the database and never over an editor's words."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.content_files import read_entries
from articles.models import Article, BodyArea, CareCard, Question, Source, Stretch
from tests.desk import admin_url, save

from .guide_files import FILES, load, rewrite, write

KEPT = "kept as edited"


@pytest.fixture
def folder(db, tmp_path):
    return write(tmp_path, FILES)


@pytest.fixture
def edit(editor_client):
    """Change a row in its form, as an editor does."""

    def change(row, **changes):
        url = admin_url(type(row), "change", row.pk)
        assert save(editor_client, url, **changes).status_code == 302

    return change


def run_command() -> str:
    output = StringIO()
    call_command("loadguide", stdout=output)
    return output.getvalue()


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


def test_the_command_keeps_an_editors_words_and_names_them(guide, edit):
    question, chapter = Question.objects.first(), Article.objects.first()
    edit(question, answer="Ask us.")
    edit(chapter, title="Ease it now")

    said = run_command()

    assert f"  question {question.slug}: {KEPT}\n" in said
    assert f"  chapter {chapter.slug}: {KEPT}\n" in said
    assert said.endswith(f"Guide: {len(guide) - 2} unchanged, 2 {KEPT}.\n")
    question.refresh_from_db()
    chapter.refresh_from_db()
    assert (question.answer, chapter.title) == ("Ask us.", "Ease it now")


@pytest.mark.slow
def test_saving_a_form_as_it_stands_is_no_edit(guide, edit):
    for model in (Article, BodyArea, CareCard, Question, Stretch):
        for row in model.objects.all():
            edit(row)

    assert run_command() == f"Guide: {len(guide)} unchanged.\n"


def test_an_edited_row_is_kept_when_its_file_changes(folder, edit):
    load(folder)
    calves = BodyArea.objects.get(slug="calves")
    edit(Question.objects.get(), answer="Ask us.")
    edit(Stretch.objects.get(), areas=[calves.pk])  # what it is linked to, too
    rewrite(folder, "questions/01-why.md", "Because.", "Nobody knows.")
    rewrite(folder, "stretches.toml", "Stop if it hurts.", "Stop at once.")

    done = load(folder)

    assert (done["question why"], done["stretch nod"]) == (KEPT, KEPT)
    assert Question.objects.get().answer == "Ask us."
    assert list(Stretch.objects.get().areas.all()) == [calves]


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
    mine = {"slug": "mine", "summary": "Mine.", "order": 9}
    theirs = BodyArea.objects.create(name="Calves", **mine)

    done = load(folder)

    assert (done["source a-study"], done["body_area calves"]) == (KEPT, KEPT)
    assert Source.objects.get().citation == "My own note"
    assert BodyArea.objects.get(name="Calves") == theirs


def test_a_new_file_is_added_last(folder):
    load(folder)
    text = FILES["questions/01-why.md"].replace("why", "how").replace("Why", "How")
    (folder / "questions/00-how.md").write_text(text)

    done = load(folder)

    assert done.pop("question how") == "added"
    assert set(done.values()) == {"unchanged"}
    assert [question.slug for question in Question.objects.all()] == ["why", "how"]


def test_a_new_row_finds_what_was_renamed_and_does_without_what_was_deleted(folder):
    load(folder)
    CareCard.objects.filter(slug="call-911").update(slug="emergency")
    CareCard.objects.filter(slug="help-today").delete()
    with (folder / "body-areas.toml").open("a") as file:
        file.write('[[body_area]]\nslug = "jaw"\nname = "Jaw"\nsummary = "New."\n')
        file.write('care_cards = ["call-911", "help-today", "ask-first"]\n')

    load(folder)

    cards = BodyArea.objects.get(slug="jaw").care_cards.all()
    assert [card.slug for card in cards] == ["emergency", "ask-first"]
