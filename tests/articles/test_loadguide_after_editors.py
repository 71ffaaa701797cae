"""New files meet what editors did meanwhile: the guide loads, and stays theirs."""

import shutil

import pytest

from articles.content_files import CONTENT
from articles.loading import KEPT, load_guide
from articles.models import BodyArea, CareCard

JAW = """
[[body_area]]
slug = "jaw"
name = "Jaw"
summary = "A new area."
care_cards = ["call-911", "ask-first"]
"""


@pytest.fixture
def folder(tmp_path):
    """The guide's files with one more body area."""
    shutil.copytree(CONTENT, tmp_path / "content")
    with (tmp_path / "content" / "body-areas.toml").open("a") as file:
        file.write(JAW)
    return tmp_path / "content"


def test_a_new_row_finds_a_card_that_was_renamed(guide, folder):
    CareCard.objects.filter(slug="call-911").update(slug="emergency")

    load_guide(folder)

    cards = BodyArea.objects.get(slug="jaw").care_cards.all()
    assert [card.slug for card in cards] == ["emergency", "ask-first"]


def test_a_new_row_does_without_a_card_that_was_deleted(guide, folder):
    CareCard.objects.filter(slug="call-911").delete()

    load_guide(folder)

    cards = BodyArea.objects.get(slug="jaw").care_cards.all()
    assert [card.slug for card in cards] == ["ask-first"]


def test_an_editors_row_of_the_same_name_is_kept(guide, folder):
    theirs = BodyArea.objects.create(
        name="Jaw", slug="my-jaw", summary="Mine.", order=9
    )

    done = {entry.key: said for entry, said in load_guide(folder)}

    assert done["jaw"] == KEPT
    assert BodyArea.objects.get(name="Jaw") == theirs
