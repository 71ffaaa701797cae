"""What only exported files have: drafts, former addresses and dates."""

from datetime import UTC, datetime

import pytest

from articles.import_export.replace import replace_guide
from articles.models import Article, Draft, FormerQuestionSlug, FormerSlug, Question
from articles.models.draft import texts_of
from articles.publishing import lifecycle
from articles.revisions.recorded_fields import versions_of

from .guide_files import EXPORTED, load, load_own, rewrite, write

DRAFT = "drafts/rest.md"


@pytest.fixture
def folder(db, clock, tmp_path):
    return write(tmp_path, EXPORTED)


def rest() -> Article:
    return Article.objects.get(slug="rest")


def versions() -> list[str]:
    return [version.body for version in versions_of(Article, rest().pk)]


def keep_mine() -> None:
    lifecycle.save_draft(rest(), texts_of(rest()) | {"body": "Mine."}, None)


def test_a_draft_comes_beside_its_chapter_is_a_version_and_follows_its_file(folder):
    assert set(load_own(folder).values()) == {"added"}

    assert rest().body == "Sleep."
    assert rest().draft.body == "Sleep long."
    assert (rest().draft.publish_at, rest().draft.saved_by) == (None, None)
    assert versions() == ["Sleep long.", "Sleep."]

    rewrite(folder, DRAFT, "long", "longer")

    assert load_own(folder)["draft rest"] == "updated"
    assert rest().draft.body == "Sleep longer."


@pytest.mark.parametrize("comes", ["before", "after"])
def test_a_draft_that_an_editor_wrote_is_kept(folder, comes):
    if comes == "after":
        (folder / DRAFT).unlink()
    load_own(folder)
    keep_mine()
    write(folder, EXPORTED)
    rewrite(folder, DRAFT, "long", "longer")

    assert load_own(folder)["draft rest"] == "kept as edited"
    assert rest().draft.body == "Mine."


def test_an_older_draft_never_comes_over_a_newer_text(folder, client):
    before_now = 'summary = "How."\npublish_at = 2027-02-01T12:00:00Z\n'
    rewrite(folder, DRAFT, "+++\nSleep", f"{before_now}+++\nSleep")
    load_own(folder)
    lifecycle.publish(rest(), texts_of(rest()) | {"body": "Newer."})

    assert load_own(folder)["draft rest"] == "kept as edited"
    assert "Newer." in client.get("/guide/rest/").content.decode()


def test_a_discarded_draft_stays_away_and_another_one_comes(folder):
    load_own(folder)
    lifecycle.discard(rest())

    assert load_own(folder)["draft rest"] == "left out, as an editor deleted it"
    rewrite(folder, DRAFT, "long", "longer")
    assert load_own(folder)["draft rest"] == "added"


def test_replacing_discards_a_draft_that_the_folder_lacks(folder):
    load_own(folder)
    (folder / DRAFT).unlink()

    assert load(folder, replace_guide)["draft rest"] == "deleted"
    assert not Draft.objects.exists()
    assert versions()[1] == "Sleep long."


def test_a_former_address_leads_on_after_an_older_export_is_loaded_too(folder, client):
    load_own(folder)
    (folder / "former-slugs.toml").unlink()
    load(folder, replace_guide)

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


def test_a_text_was_last_changed_when_its_file_says(folder):
    load_own(folder)
    assert rest().updated_at == datetime(2026, 2, 1, 12, tzinfo=UTC)

    # So it is when it was changed elsewhere since, and is loaded again.
    rewrite(folder, "chapters/01-rest.md", "Sleep", "Nap")
    rewrite(folder, "chapters/01-rest.md", "-02-01", "-02-02")
    load_own(folder)
    assert rest().updated_at == datetime(2026, 2, 2, 12, tzinfo=UTC)


def test_a_file_edited_by_hand_is_a_change_of_now(folder, clock):
    load_own(folder)
    rewrite(folder, "chapters/01-rest.md", "Sleep", "Nap")

    for done in ("updated", "unchanged"):
        clock.shift(60)
        assert load_own(folder)["chapter rest"] == done
    assert (datetime.now(UTC) - rest().updated_at).seconds == 60
