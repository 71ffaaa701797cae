"""The guide's files come into the database and never over an editor's words, be they
those that ship or a folder of the spa's own."""

import pytest
from django.core.management import call_command

from articles.import_export.load import load_guide
from articles.import_export.reader import read_entries
from articles.models import Article, BodyArea, CareCard, Question, Source, Stretch
from tests.desk import admin_url, save

from .guide_files import FILES, load, rewrite, write
from .guide_rows import content, wipe

KEPT, LEFT_OUT = "kept as edited", "left out, as an editor deleted it"


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


@pytest.fixture
def loadguide(capsys):
    """Run the command and return what it says."""

    def run(*arguments):
        call_command("loadguide", *arguments)
        return capsys.readouterr().out

    return run


def test_a_new_site_gets_the_whole_guide_and_hears_so_once(db, loadguide):
    count = len(list(read_entries()))

    assert loadguide() == f"Guide: {count} added.\n"
    assert loadguide() == f"Guide: {count} unchanged.\n"
    assert Article.objects.published().count() == 6


def test_rows_come_as_the_files_have_them(folder):
    load(folder)

    stretch = Stretch.objects.get()
    assert stretch.step_list == ["Sit tall.", "Nod."]
    assert (stretch.hold_from_seconds, stretch.hold_to_seconds) == (5, 10)
    assert [area.slug for area in stretch.areas.all()] == ["neck"]
    assert [area.slug for area in BodyArea.objects.all()] == ["neck", "calves"]
    assert Article.objects.published().get().body == "Sleep.\n\nWell."


def test_what_is_no_character_stays_out_of_the_guide(folder):
    rewrite(folder, "chapters/01-rest.md", "Sleep.", "Sl\x0bee\uffffp.")
    load(folder)

    assert Article.objects.published().get().body == "Sleep.\n\nWell."


@pytest.mark.slow
def test_an_editors_words_are_named_and_saving_a_form_as_it_stands_is_no_edit(
    guide, edit, loadguide
):
    for model in (Article, BodyArea, CareCard, Question, Stretch):
        for row in model.objects.all():
            edit(row)
    question, chapter = Question.objects.first(), Article.objects.first()
    edit(question, answer="Ask us.")
    edit(chapter, title="Ease it now")

    assert loadguide() == (
        f"  question {question.slug}: {KEPT}\n"
        f"  chapter {chapter.slug}: {KEPT}\n"
        f"Guide: {len(guide) - 2} unchanged, 2 {KEPT}.\n"
    )

    question.refresh_from_db()
    chapter.refresh_from_db()
    assert (question.answer, chapter.title) == ("Ask us.", "Ease it now")


def test_what_an_editor_changed_or_deleted_stays_so_when_its_file_changes(folder, edit):
    load(folder)
    calves = BodyArea.objects.get(slug="calves")
    edit(Question.objects.get(), answer="Ask us.")
    edit(Stretch.objects.get(), areas=[calves.pk])  # what it is linked to, too
    Source.objects.get().delete()
    rewrite(folder, "questions/01-why.md", "Because.", "Nobody knows.")
    rewrite(folder, "stretches.toml", "Stop if it hurts.", "Stop at once.")

    done = load(folder)

    assert (done["question why"], done["stretch nod"]) == (KEPT, KEPT)
    assert done["source a-study"] == LEFT_OUT
    assert Question.objects.get().answer == "Ask us."
    assert list(Stretch.objects.get().areas.all()) == [calves]
    assert not Source.objects.exists()


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


@pytest.fixture
def exported(guide, tmp_path):
    """An export of a site whose editors rewrote, hid, deleted and moved something."""
    Question.objects.filter(slug="when-to-see-someone").update(answer="Soon.")
    Question.objects.filter(slug="how-long-until-it-goes").update(answer="A week.")
    Article.objects.filter(slug="a-knot-resistant-life").update(body="Theirs.")
    Article.objects.filter(slug="more-than-a-knot").update(
        status="draft", last_reviewed_on="2026-05-04", reviewed_by="Dr. Bell"
    )
    Source.objects.filter(slug="safiri-2020").delete()
    Question.objects.move(Question.objects.first().pk, 1)
    call_command("exportguide", tmp_path / "guide", verbosity=0)
    return tmp_path / "guide"


@pytest.fixture
def theirs(exported) -> dict:
    """The content of the exported guide; the site has the shipped one again."""
    there = content()
    wipe()
    load_guide()
    return there


def test_rows_nobody_touched_follow_the_folder_and_an_editors_acts_stand(
    theirs, exported, loadguide, edit
):
    edit(Question.objects.get(slug="when-to-see-someone"), answer="Now.")
    edit(Article.objects.get(slug="a-knot-resistant-life"), body="Mine.")
    Article.objects.get(slug="ease-a-knot-now").delete()

    said = loadguide(exported)

    for line in (
        "question how-long-until-it-goes: updated",
        "chapter more-than-a-knot: updated",
        f"question when-to-see-someone: {KEPT}",
        f"chapter a-knot-resistant-life: {KEPT}",
        f"chapter ease-a-knot-now: {LEFT_OUT}",
    ):
        assert f"  {line}\n" in said
    assert Question.objects.get(slug="how-long-until-it-goes").answer == "A week."
    assert Article.objects.get(slug="more-than-a-knot").reviewed_by == "Dr. Bell"
    assert Source.objects.filter(slug="safiri-2020").exists()


def test_replacing_makes_the_guide_the_folders_and_the_shipped_one_never_undoes_it(
    theirs, exported, loadguide, edit
):
    neck = BodyArea.objects.get(slug="neck")
    edit(neck, summary="Mine.")
    Article.objects.create(title="Mine", slug="mine", order=99)
    Article.objects.get(slug="ease-a-knot-now").delete()

    said = loadguide(exported, "--replace")

    assert content() == theirs  # in its order, too
    assert BodyArea.objects.get(slug="neck").pk == neck.pk
    assert "  chapter mine: deleted\n" in said
    assert "  chapter ease-a-knot-now: added\n" in said
    loadguide()
    assert content() == theirs


def test_a_guide_kept_in_files_is_edited_in_the_files(exported, loadguide, edit):
    loadguide(exported)
    edit(Question.objects.get(slug="when-to-see-someone"), answer="Now.")
    call_command("exportguide", exported, verbosity=0)
    loadguide(exported)
    (path,) = exported.glob("questions/*-when-to-see-someone.md")
    path.write_text(path.read_text().replace("Now.", "At once."))

    said = loadguide(exported)

    assert "  question when-to-see-someone: updated\n" in said
    assert Question.objects.get(slug="when-to-see-someone").answer == "At once."
