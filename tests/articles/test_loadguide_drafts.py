"""Drafts in the files, and what an editor did meanwhile."""

import pytest

from articles import publishing
from articles.drafts import texts_of
from articles.models import Article, Draft
from articles.replacing import replace_guide
from articles.versions import versions_of

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
    publishing.keep(rest(), texts_of(rest()) | {"body": "Mine."}, None)


def test_a_draft_comes_beside_its_chapter_and_is_a_version(folder):
    assert set(load_own(folder).values()) == {"added"}

    assert rest().body == "Sleep."
    assert rest().draft.body == "Sleep long."
    assert (rest().draft.publish_at, rest().draft.saved_by) == (None, None)
    assert versions() == ["Sleep long.", "Sleep."]


def test_a_draft_that_nobody_touched_follows_its_file(folder):
    load_own(folder)
    rewrite(folder, DRAFT, "long", "longer")

    assert load_own(folder)["draft rest"] == "updated"
    assert rest().draft.body == "Sleep longer."


def test_a_draft_that_an_editor_wrote_is_kept(folder):
    load_own(folder)
    keep_mine()
    rewrite(folder, DRAFT, "long", "longer")

    assert load_own(folder)["draft rest"] == "kept as edited"
    assert rest().draft.body == "Mine."


def test_a_draft_that_an_editor_wrote_first_is_kept(folder):
    (folder / DRAFT).unlink()
    load_own(folder)
    keep_mine()
    write(folder, EXPORTED)

    assert load_own(folder)["draft rest"] == "kept as edited"
    assert rest().draft.body == "Mine."


def test_an_older_draft_never_comes_over_a_newer_text(folder, client):
    before_now = 'summary = "How."\npublish_at = 2027-02-01T12:00:00Z\n'
    rewrite(folder, DRAFT, "+++\nSleep", f"{before_now}+++\nSleep")
    load_own(folder)
    publishing.publish(rest(), texts_of(rest()) | {"body": "Newer."})

    assert load_own(folder)["draft rest"] == "kept as edited"
    assert "Newer." in client.get("/guide/rest/").content.decode()


def test_a_discarded_draft_stays_away_and_another_one_comes(folder):
    load_own(folder)
    publishing.discard(rest())

    assert load_own(folder)["draft rest"] == "left out, as an editor deleted it"
    rewrite(folder, DRAFT, "long", "longer")
    assert load_own(folder)["draft rest"] == "added"


def test_replacing_discards_a_draft_that_the_folder_lacks(folder):
    load_own(folder)
    (folder / DRAFT).unlink()

    assert load(folder, replace_guide)["draft rest"] == "deleted"
    assert not Draft.objects.exists()
    assert versions()[1] == "Sleep long."
