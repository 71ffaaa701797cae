"""Former addresses and dates in the files, and what the site has meanwhile."""

from datetime import UTC, datetime

import pytest

from articles.models import FormerQuestionSlug, FormerSlug, Question
from articles.replacing import replace_guide

from .chapter_files import load, rest, rewrite, write_files


@pytest.fixture
def folder(db, clock, tmp_path):
    return write_files(tmp_path)


def test_a_former_address_leads_on(folder, client):
    load(folder)

    assert client.get("/guide/sleep/").url == "/guide/rest/"


def test_an_address_that_a_chapter_has_here_is_not_taken_from_it(
    folder, make_article, client
):
    make_article(slug="sleep")

    assert load(folder)["former_slug"] == "kept as edited"
    assert client.get("/guide/sleep/").status_code == 200


def test_a_chapter_that_comes_has_its_address_from_then_on(folder, make_article):
    FormerSlug.objects.create(slug="rest", article=make_article())

    load(folder)

    assert [former.slug for former in FormerSlug.objects.all()] == ["sleep"]


def test_replacing_with_an_older_export_leaves_the_ways_to_what_stays(folder, client):
    load(folder)
    (folder / "former-slugs.toml").unlink()

    load(folder, replace_guide)

    assert client.get("/guide/sleep/").url == "/guide/rest/"


def test_a_chapter_was_last_changed_when_its_file_says(folder):
    load(folder)

    assert rest().updated_at == datetime(2026, 2, 1, 12, tzinfo=UTC)


def test_a_file_edited_by_hand_is_a_change_of_now(folder, clock):
    load(folder)
    rewrite(folder, "chapters/01-rest.md", "Sleep", "Nap")

    for done in ("updated", "unchanged"):
        clock.shift(60)
        assert load(folder)["chapter"] == done
    assert (datetime.now(UTC) - rest().updated_at).seconds == 60


def test_a_text_that_changed_elsewhere_changed_then(folder):
    load(folder)
    rewrite(folder, "chapters/01-rest.md", "Sleep", "Nap")
    rewrite(folder, "chapters/01-rest.md", "-02-01", "-02-02")

    load(folder)

    assert rest().updated_at == datetime(2026, 2, 2, 12, tzinfo=UTC)


@pytest.fixture
def question_folder(db, tmp_path):
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "01-ice.md").write_text(QUESTION)
    (tmp_path / "former-question-slugs.toml").write_text(FORMER_PLACE)
    return tmp_path


QUESTION = """+++
question = "Ice or heat?"
slug = "ice-or-heat"
+++
Heat.
"""
FORMER_PLACE = """
[[former_question_slug]]
slug = "ice"
question = "ice-or-heat"
"""


def test_a_former_place_of_a_question_leads_on(question_folder, client):
    load(question_folder)

    assert 'id="ice"' in client.get("/questions/").content.decode()


def test_a_place_that_a_question_has_is_nobodys_former_one(question_folder):
    rewrite(question_folder, "former-question-slugs.toml", '"ice"', '"ice-or-heat"')

    with pytest.raises(ValueError, match="a question has the address 'ice-or-heat'"):
        load(question_folder)


def test_a_place_that_a_question_has_here_is_not_taken_from_it(question_folder):
    Question.objects.create(question="Ice?", slug="ice", answer="No.", order=1)

    assert load(question_folder)["former_question_slug"] == "kept as edited"
    assert not FormerQuestionSlug.objects.exists()


def test_a_question_that_comes_has_its_place_from_then_on(question_folder):
    owner = Question.objects.create(question="Q?", slug="q", answer="A.", order=1)
    FormerQuestionSlug.objects.create(slug="ice-or-heat", question=owner)

    load(question_folder)

    assert [former.slug for former in FormerQuestionSlug.objects.all()] == ["ice"]
