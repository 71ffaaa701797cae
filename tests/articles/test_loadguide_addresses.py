"""Former addresses and dates in the files, and what the site has meanwhile."""

from datetime import UTC, datetime

import pytest

from articles.models import Article, FormerQuestionSlug, FormerSlug, Question
from articles.replacing import replace_guide

from .guide_files import EXPORTED, load, load_own, rewrite, write


@pytest.fixture
def folder(db, clock, tmp_path):
    return write(tmp_path, EXPORTED)


def test_a_former_address_of_a_chapter_or_a_question_leads_on(folder, client):
    load_own(folder)

    assert client.get("/guide/sleep/").url == "/guide/rest/"
    assert 'id="how-come"' in client.get("/questions/").content.decode()


def test_an_address_that_a_text_has_here_is_not_taken_from_it(
    folder, make_article, client
):
    make_article(slug="sleep")
    Question.objects.create(question="How?", slug="how-come", answer="So.", order=1)

    done = load_own(folder)

    assert done["former_slug sleep"] == "kept as edited"
    assert done["former_question_slug how-come"] == "kept as edited"
    assert client.get("/guide/sleep/").status_code == 200
    assert not FormerQuestionSlug.objects.exists()


def test_a_text_that_comes_has_its_address_from_then_on(folder, make_article):
    owner = Question.objects.create(question="Q?", slug="q", answer="A.", order=1)
    FormerQuestionSlug.objects.create(slug="why", question=owner)
    FormerSlug.objects.create(slug="rest", article=make_article())

    load_own(folder)

    assert [former.slug for former in FormerSlug.objects.all()] == ["sleep"]
    assert [former.slug for former in FormerQuestionSlug.objects.all()] == ["how-come"]


def test_an_address_that_a_question_has_is_nobodys_former_one(folder):
    rewrite(folder, "former-question-slugs.toml", '"how-come"', '"why"')

    with pytest.raises(ValueError, match="a question has the address 'why'"):
        load_own(folder)


def test_replacing_with_an_older_export_leaves_the_ways_to_what_stays(folder, client):
    load_own(folder)
    (folder / "former-slugs.toml").unlink()

    load(folder, replace_guide)

    assert client.get("/guide/sleep/").url == "/guide/rest/"


def test_a_text_was_last_changed_when_its_file_says(folder):
    load_own(folder)
    assert changed_at() == datetime(2026, 2, 1, 12, tzinfo=UTC)

    # So it is when it was changed elsewhere since, and is loaded again.
    rewrite(folder, "chapters/01-rest.md", "Sleep", "Nap")
    rewrite(folder, "chapters/01-rest.md", "-02-01", "-02-02")
    load_own(folder)
    assert changed_at() == datetime(2026, 2, 2, 12, tzinfo=UTC)


def test_a_file_edited_by_hand_is_a_change_of_now(folder, clock):
    load_own(folder)
    rewrite(folder, "chapters/01-rest.md", "Sleep", "Nap")

    for done in ("updated", "unchanged"):
        clock.shift(60)
        assert load_own(folder)["chapter rest"] == done
    assert (datetime.now(UTC) - changed_at()).seconds == 60


def changed_at() -> datetime:
    return Article.objects.get(slug="rest").updated_at
