"""The picture library travels with the guide."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import UploadedPicture
from articles.models.image import delete_files, remove_pictures
from tests.articles.images.pictures import in_library, kept_files

from .guide_rows import wipe


@pytest.fixture
def ball(make_article) -> UploadedPicture:
    """A picture in three widths, in the text of a chapter."""
    row = in_library("A ball", size=(900, 300))
    make_article(body=row.picture.markdown("A ball"))
    return row


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "guide"


def export(folder) -> None:
    call_command("exportguide", folder, verbosity=0)


def load(folder, *options) -> None:
    call_command("loadguide", folder, *options, verbosity=0)


def move_elsewhere(settings) -> Path:
    """Go to a site without guide and pictures; return where the pictures are here."""
    here, settings.MEDIA_ROOT = settings.MEDIA_ROOT, f"{settings.MEDIA_ROOT}-elsewhere"
    wipe()
    return Path(here)


def test_pictures_arrive_at_another_site_be_they_in_a_text_or_in_none(
    ball, folder, settings
):
    cork = in_library("A cork ball")
    export(folder)
    here = move_elsewhere(settings)

    load(folder)

    arrived = {row.picture: row.description for row in UploadedPicture.objects.all()}
    assert arrived == {ball.picture: "A ball", cork.picture: "A cork ball"}
    assert len(ball.picture.names) == 6
    assert kept_files() == sorted([*ball.picture.names, *cork.picture.names])
    for name in kept_files():
        there = Path(settings.MEDIA_ROOT) / name
        assert there.read_bytes() == (here / name).read_bytes()


def test_the_pictures_of_an_older_export_come_without_their_descriptions(
    ball, folder, settings
):
    export(folder)
    (folder / "pictures.toml").unlink()
    move_elsewhere(settings)

    load(folder)

    row = UploadedPicture.objects.get()
    assert (row.picture, row.description) == (ball.picture, "")


def test_what_is_there_already_is_left_alone_and_only_pictures_are_brought_in(
    ball, folder, settings
):
    export(folder)
    UploadedPicture.objects.update(description="A cork ball")
    name = ball.picture.name(400)
    (folder / name).write_bytes(b"another")
    (folder / "pictures" / "page.html").write_text("<script>")

    load(folder)

    assert UploadedPicture.objects.get().description == "A cork ball"
    assert (Path(settings.MEDIA_ROOT) / name).read_bytes() != b"another"
    assert kept_files() == sorted(ball.picture.names)


def test_a_picture_that_an_editor_deleted_stays_away(db, folder):
    picture = in_library("A ball")
    export(folder)
    load(folder)
    remove_pictures([picture])
    delete_files(picture.picture.names)

    load(folder)

    assert not UploadedPicture.objects.exists()


def test_replacing_takes_no_picture_from_the_library(make_article, folder):
    make_article()
    export(folder)
    in_library("Added since")

    load(folder, "--replace")

    assert UploadedPicture.objects.get().description == "Added since"


def test_a_picture_that_left_the_library_leaves_the_folder(ball, make_article, folder):
    export(folder)
    wipe()
    make_article()

    export(folder)

    assert list((folder / "pictures").iterdir()) == []


def test_a_lost_picture_is_named(ball, folder, settings, capsys):
    name = ball.picture.name(400)
    (Path(settings.MEDIA_ROOT) / name).unlink()

    export(folder)

    assert f"{name} belongs to the guide" in capsys.readouterr().err
