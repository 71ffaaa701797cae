"""Export, wipe, import: the guide is what it was."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, Phase, given, settings
from simple_history.models import HistoricalChanges

from articles.import_export.reader import CONTENT
from articles.import_export.row_kinds import KINDS
from articles.models import (
    Article,
    GuideReport,
    PreviewLink,
    Question,
    ShippedRow,
)

from .guide_rows import content, create, guides, wipe

# Making a guide smaller and smaller takes minutes and seldom helps.
WITHOUT_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]


@pytest.mark.slow
@settings(
    suppress_health_check=list(HealthCheck),
    deadline=None,
    max_examples=20,  # each is a guide of some thirty rows
    phases=WITHOUT_SHRINKING,
)
@given(guide=guides())
def test_any_guide_survives_its_export(db, guide):
    wipe()
    create(guide)
    before = content()

    with TemporaryDirectory() as folder:
        export(folder)
        files = files_in(folder)
        wipe()
        if files:
            call_command("loadguide", folder, verbosity=0)
        after = content()
        export(folder)

        assert after == before
        assert files_in(folder) == files


TABLES_OF_THE_SITE = {
    PreviewLink: "secrets, which end by themselves",
    GuideReport: "which mails went out",
    ShippedRow: "what was loaded here",
}


def test_every_table_of_the_guide_is_carried_or_is_of_the_site():
    tables = {
        model
        for model in apps.get_app_config("articles").get_models()
        if not issubclass(model, HistoricalChanges)  # earlier versions
    }

    assert {kind.model for kind in KINDS} | set(TABLES_OF_THE_SITE) == tables


def export(folder) -> None:
    call_command("exportguide", folder, verbosity=0)


def files_in(folder) -> dict[str, bytes]:
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def folder(guide, tmp_path) -> Path:
    """The shipped guide, exported."""
    export(tmp_path / "guide")
    return tmp_path / "guide"


def test_an_export_has_the_names_and_the_looks_of_the_guide_that_ships(folder):
    assert set(files_in(folder)) == set(files_in(CONTENT))
    question = "questions/01-knot-or-something-more-serious.md"
    assert undated(folder / question) == (CONTENT / question).read_text()
    chapter = (folder / "chapters/01-ease-a-knot-now.md").read_text()
    assert '\nstatus = "published"\npublished_at = 20' in chapter
    assert "\nupdated_at = 20" in chapter
    areas = (folder / "body-areas.toml").read_text()
    assert 'advice = """\n**Find the spot.** Slide' in areas


def undated(path: Path) -> str:
    lines = path.read_text().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("updated_at = "))


def test_what_did_not_change_is_not_written_again(folder, capsys):
    path = folder / "doses.toml"
    commented = "# Figures.\n# By Eve.\n\n" + path.read_text()
    path.write_text(commented)
    Question.objects.filter(order=1).update(answer="Ask us.")

    call_command("exportguide", folder)

    assert capsys.readouterr().out == f"Guide in {folder}: 1 written, 0 removed.\n"
    assert path.read_text() == commented


def test_a_hundred_and_one_questions_keep_their_order(db, tmp_path):
    slugs = [f"q-{number}" for number in range(1, 102)]
    Question.objects.bulk_create(
        Question(question=f"{slug}?", slug=slug, answer="Yes.", order=order)
        for order, slug in enumerate(slugs, 1)
    )

    export(tmp_path)
    wipe()
    call_command("loadguide", tmp_path, verbosity=0)

    assert [row.slug for row in Question.objects.all()] == slugs


def test_a_moved_or_deleted_chapter_leaves_no_second_file(folder):
    first, second, *_ = Article.objects.all()
    first.delete()
    Article.objects.filter(pk=second.pk).update(slug="moved")
    (folder / "README.md").write_text("Our guide.")

    export(folder)

    names = sorted(path.name for path in (folder / "chapters").iterdir())
    assert len(names) == Article.objects.count()
    assert names[0] == "01-moved.md"
    assert (folder / "README.md").read_text() == "Our guide."


def test_what_can_not_be_exported_is_explained_and_nothing_is_written(guide, tmp_path):
    diary = tmp_path / "chapters" / "monday.md"
    diary.parent.mkdir()
    diary.write_text("Dear diary.")
    with pytest.raises(CommandError, match="monday.md: no front matter"):
        export(tmp_path)
    with pytest.raises(CommandError, match="The guide was not exported"):
        export(diary)

    Question.objects.filter(order=1).update(slug="../../evil")
    with pytest.raises(CommandError, match="valid “slug”"):
        export(tmp_path / "guide")

    assert files_in(tmp_path) == {"chapters/monday.md": b"Dear diary."}
