"""Drafts in the files, and what an editor did meanwhile."""

import pytest
from django.core.management import CommandError, call_command

from articles import publishing
from articles.models import Article, Draft
from articles.replacing import replace_guide
from articles.versions import versions_of

from .chapter_files import load, rest, rewrite, save, write_files


@pytest.fixture
def folder(db, clock, tmp_path):
    return write_files(tmp_path)


def test_a_draft_comes_beside_its_chapter_and_is_a_version(folder):
    assert set(load(folder).values()) == {"added"}

    assert rest().body == "Sleep."
    assert rest().draft.body == "Sleep long."
    assert (rest().draft.publish_at, rest().draft.saved_by) == (None, None)
    assert [version.body for version in versions_of(Article, rest().pk)] == [
        "Sleep long.",
        "Sleep.",
    ]


def test_a_draft_that_nobody_touched_follows_its_file(folder):
    load(folder)
    rewrite(folder, "drafts/rest.md", "long", "longer")

    assert load(folder)["draft"] == "updated"
    assert rest().draft.body == "Sleep longer."


def test_a_draft_that_an_editor_wrote_is_kept(folder):
    load(folder)
    save(rest(), publishing.keep, None, body="Mine.")
    rewrite(folder, "drafts/rest.md", "long", "longer")

    assert load(folder)["draft"] == "kept as edited"
    assert rest().draft.body == "Mine."


def test_a_draft_that_an_editor_wrote_first_is_kept(folder):
    (folder / "drafts" / "rest.md").rename(folder / "later.md")
    load(folder)
    save(rest(), publishing.keep, None, body="Mine.")
    (folder / "later.md").rename(folder / "drafts" / "rest.md")

    assert load(folder)["draft"] == "kept as edited"
    assert rest().draft.body == "Mine."


def test_an_older_draft_never_comes_over_a_newer_text(folder, client):
    rewrite(folder, "drafts/rest.md", "+++\nSleep", PUBLISHED_SINCE)
    load(folder)
    save(rest(), publishing.publish, body="Newer.")

    assert load(folder)["draft"] == "kept as edited"
    assert "Newer." in client.get("/guide/rest/").content.decode()


PUBLISHED_SINCE = (
    'summary = "How."\npublish_at = 2027-02-01T12:00:00Z\n+++\nSleep'  # before NOW
)


def test_a_discarded_draft_stays_away_and_another_one_comes(folder):
    load(folder)
    publishing.discard(rest())

    assert load(folder)["draft"] == "left out, as an editor deleted it"
    rewrite(folder, "drafts/rest.md", "long", "longer")
    assert load(folder)["draft"] == "added"


def test_replacing_discards_a_draft_that_the_folder_lacks(folder):
    load(folder)
    (folder / "drafts" / "rest.md").unlink()

    assert load(folder, replace_guide)["draft"] == "deleted"
    assert not Draft.objects.exists()
    assert versions_of(Article, rest().pk)[1].body == "Sleep long."


@pytest.mark.parametrize("options", [[], ["--replace"]])
@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("drafts/rest.md", '"rest"', '"nap"', "article: there is no nap"),
        ("drafts/rest.md", 'article = "rest"\n', "", "'article' is missing"),
        (
            "drafts/rest.md",
            "+++\nS",
            "publish_at = 2028-01-01T00:00:00Z\n+++\nS",
            "Write a summary",
        ),
        ("drafts/rest.md", "+++\nS", 'publish_at = "soon"\n+++\nS', "soon"),
        (
            "drafts/rest.md",
            "+++\nS",
            "saved_at = 2028-01-01\n+++\nS",
            "saved_at is not a date with",
        ),
        (
            "chapters/01-rest.md",
            '"published"',
            '"draft"',
            "Readers don’t know “Rest” yet",
        ),
        ("former-slugs.toml", '"rest"', '"nap"', "article: there is no nap"),
        (
            "former-slugs.toml",
            '"sleep"',
            '"rest"',
            "a chapter has the address 'rest' now",
        ),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_loaded(
    folder, options, name, old, new, reason
):
    rewrite(folder, name, old, new)

    with pytest.raises(CommandError, match=reason) as refusal:
        call_command("loadguide", folder, *options)

    named = "drafts/rest.md" if "don’t know" in reason else name
    assert str(folder / named) in str(refusal.value)
    assert not Article.objects.exists()
