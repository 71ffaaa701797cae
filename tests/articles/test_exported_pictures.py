"""The picture library travels with the guide."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.library import delete_files, remove_pictures
from articles.models import UploadedPicture
from articles.pictures import Picture
from tests.articles.pictures import in_library, picture_file, upload_to

from .guide_rows import wipe


@pytest.fixture
def shown(editor_client, make_article) -> Picture:
    """A picture in two widths, in the text of a chapter."""
    code = upload_to(editor_client, picture_file(size=(900, 300))).json()["image_code"]
    make_article(body=code.replace("Describe this picture", "A ball"))
    return Picture.at(code.partition("](")[2].removesuffix(")"))


def export(folder) -> None:
    call_command("exportguide", folder, verbosity=0)


def test_a_picture_arrives_at_another_site(shown, tmp_path, settings):
    export(tmp_path / "guide")
    here, settings.MEDIA_ROOT = Path(settings.MEDIA_ROOT), tmp_path / "elsewhere"
    wipe()

    call_command("loadguide", tmp_path / "guide", verbosity=0)

    names = [shown.name(width) for width in shown.widths]
    assert len(names) == 3
    for name in names:
        there = settings.MEDIA_ROOT / name
        assert there.read_bytes() == (here / name).read_bytes()


def test_a_picture_that_is_there_already_is_left_alone(shown, tmp_path, settings):
    export(tmp_path)
    name = shown.name(400)
    (tmp_path / name).write_bytes(b"another")

    call_command("loadguide", tmp_path, verbosity=0)

    assert (Path(settings.MEDIA_ROOT) / name).read_bytes() != b"another"


def test_only_pictures_are_brought_in(shown, tmp_path, settings):
    export(tmp_path)
    (tmp_path / "pictures" / "page.html").write_text("<script>")

    call_command("loadguide", tmp_path, verbosity=0)

    assert not (Path(settings.MEDIA_ROOT) / "pictures" / "page.html").exists()


def test_a_picture_that_no_text_shows_comes_along_with_its_description(
    db, tmp_path, settings
):
    picture = in_library("A cork ball").picture
    export(tmp_path / "guide")
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    wipe()

    call_command("loadguide", tmp_path / "guide", verbosity=0)

    row = UploadedPicture.objects.get()
    assert (row.picture, row.description) == (picture, "A cork ball")
    assert (settings.MEDIA_ROOT / picture.name(60)).exists()


def test_the_pictures_of_an_older_export_come_without_their_descriptions(
    shown, tmp_path, settings
):
    export(tmp_path / "guide")
    (tmp_path / "guide" / "pictures.toml").unlink()
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    wipe()

    call_command("loadguide", tmp_path / "guide", verbosity=0)

    assert UploadedPicture.objects.get().picture == shown


def test_an_editors_description_is_kept(db, tmp_path):
    picture = in_library("A ball")
    export(tmp_path)
    UploadedPicture.objects.filter(pk=picture.pk).update(description="A cork ball")

    call_command("loadguide", tmp_path, verbosity=0)

    assert UploadedPicture.objects.get().description == "A cork ball"


def test_a_picture_that_an_editor_deleted_stays_away(db, tmp_path):
    picture = in_library("A ball")
    export(tmp_path)
    call_command("loadguide", tmp_path, verbosity=0)
    remove_pictures([picture])
    delete_files(picture.picture.names)

    call_command("loadguide", tmp_path, verbosity=0)

    assert not UploadedPicture.objects.exists()


def test_replacing_takes_no_picture_from_the_library(guide, tmp_path):
    export(tmp_path)
    in_library("Added since")

    call_command("loadguide", tmp_path, "--replace", verbosity=0)

    assert UploadedPicture.objects.get().description == "Added since"


def test_a_picture_that_left_the_library_leaves_the_folder(
    shown, make_article, tmp_path
):
    export(tmp_path)
    wipe()
    make_article()

    export(tmp_path)

    assert list((tmp_path / "pictures").iterdir()) == []


def test_a_lost_picture_is_named(shown, tmp_path, settings, capsys):
    (Path(settings.MEDIA_ROOT) / shown.name(400)).unlink()

    export(tmp_path)

    assert f"{shown.name(400)} belongs to the guide" in capsys.readouterr().err
