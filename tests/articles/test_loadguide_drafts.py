"""Drafts, former addresses and dates in the files, and what an editor did meanwhile."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from articles import publishing
from articles.drafts import texts_of
from articles.loading import load_guide
from articles.models import Article, Draft, FormerSlug
from articles.replacing import replace_guide
from articles.versions import versions_of

CHAPTER = """+++
title = "Rest"
slug = "rest"
summary = "How."
status = "{status}"
published_at = 2026-01-05T12:00:00Z
updated_at = 2026-02-01T12:00:00Z
+++
Sleep.
"""
DRAFT = """+++
article = "rest"
title = "Rest well"
slug = "rest"
+++
Sleep long.
"""
FORMER = """
[[former_slug]]
slug = "sleep"
article = "rest"
"""


@pytest.fixture
def folder(db, clock, tmp_path):
    """A chapter that once moved, with a draft beside it."""
    for name in ("chapters", "drafts"):
        (tmp_path / name).mkdir()
    (tmp_path / "chapters" / "01-rest.md").write_text(
        CHAPTER.format(status="published")
    )
    (tmp_path / "drafts" / "rest.md").write_text(DRAFT)
    (tmp_path / "former-slugs.toml").write_text(FORMER)
    return tmp_path


def load(folder, by=load_guide) -> dict[str, str]:
    """What was done with each entry, by the words of one's name."""
    options = {"is_own": True} if by is load_guide else {}
    return {entry.kind.name: done for entry, done in by(folder, **options)}


def rewrite(folder, name, old, new):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def save(chapter, act, *args, **changes):
    return act(chapter, texts_of(chapter) | changes, *args)


def rest() -> Article:
    return Article.objects.get(slug="rest")


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
