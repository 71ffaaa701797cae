"""Former addresses and dates in the files, and what the site has meanwhile."""

from datetime import UTC, datetime

import pytest

from articles.models import FormerSlug
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
