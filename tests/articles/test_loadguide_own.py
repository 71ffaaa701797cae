"""A folder of the spa's own: what its import does to a site that has a guide."""

import pytest
from django.core.management import call_command

from articles.loading import load_guide
from articles.models import Article, BodyArea, Question, Source
from tests.desk import admin_url, save

from .guide_rows import content, wipe


@pytest.fixture
def folder(guide, tmp_path):
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
def theirs(folder) -> dict:
    """The content of the exported guide; the site has the shipped one again."""
    exported = content()
    wipe()
    load_guide()
    return exported


def load(folder, capsys, *options) -> str:
    call_command("loadguide", folder, *options)
    return capsys.readouterr().out


def edit(editor_client, row, **changes) -> None:
    url = admin_url(type(row), "change", row.pk)
    assert save(editor_client, url, **changes).status_code == 302


def test_rows_nobody_touched_follow_the_folder_and_an_editors_acts_stand(
    theirs, folder, capsys, editor_client
):
    edit(editor_client, Question.objects.get(slug="when-to-see-someone"), answer="Now.")
    edit(editor_client, Article.objects.get(slug="a-knot-resistant-life"), body="Mine.")
    Article.objects.get(slug="ease-a-knot-now").delete()

    said = load(folder, capsys)

    for line in (
        "question how-long-until-it-goes: updated",
        "chapter more-than-a-knot: updated",
        "question when-to-see-someone: kept as edited",
        "chapter a-knot-resistant-life: kept as edited",
        "chapter ease-a-knot-now: left out, as an editor deleted it",
    ):
        assert f"  {line}\n" in said
    assert Question.objects.get(slug="how-long-until-it-goes").answer == "A week."
    assert Article.objects.get(slug="more-than-a-knot").reviewed_by == "Dr. Bell"
    assert Source.objects.filter(slug="safiri-2020").exists()


def test_replacing_makes_the_guide_the_folders_and_the_shipped_one_never_undoes_it(
    theirs, folder, capsys, editor_client
):
    neck = BodyArea.objects.get(slug="neck")
    edit(editor_client, neck, summary="Mine.")
    Article.objects.create(title="Mine", slug="mine", order=99)
    Article.objects.get(slug="ease-a-knot-now").delete()

    said = load(folder, capsys, "--replace")

    assert content() == theirs  # in its order, too
    assert BodyArea.objects.get(slug="neck").pk == neck.pk
    assert "  chapter mine: deleted\n" in said
    assert "  chapter ease-a-knot-now: added\n" in said
    call_command("loadguide")
    assert content() == theirs


def test_an_import_into_an_empty_site_stays_as_it_was(folder, capsys):
    theirs = content()
    wipe()
    load(folder, capsys)
    call_command("loadguide")

    assert content() == theirs


def test_a_guide_kept_in_files_is_edited_in_the_files(folder, capsys, editor_client):
    load(folder, capsys)
    edit(editor_client, Question.objects.get(slug="when-to-see-someone"), answer="Now.")
    call_command("exportguide", folder, verbosity=0)
    load(folder, capsys)
    (path,) = folder.glob("questions/*-when-to-see-someone.md")
    path.write_text(path.read_text().replace("Now.", "At once."))

    said = load(folder, capsys)

    assert "  question when-to-see-someone: updated\n" in said
    assert Question.objects.get(slug="when-to-see-someone").answer == "At once."
