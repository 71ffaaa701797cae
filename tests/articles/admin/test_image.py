"""The picture library: the page "Pictures" of the desk (what there is, where it stands,
what may go), and the part of it that the editor's dialog shows."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article, BodyArea, Question, UploadedPicture
from articles.models.image import adopt_pictures
from articles.views.editor import PICTURES_A_PAGE
from tests.articles.images.pictures import (
    in_library,
    kept_files,
    picture_file,
    upload_to,
)
from tests.articles.images.test_uploads import NOT_A_PICTURE
from tests.desk import admin_url, save

LIST = admin_url(UploadedPicture, "changelist")
ADD = admin_url(UploadedPicture, "add")


def show(client, url=LIST, **query) -> str:
    return client.get(url, query).content.decode()


def page_of(row, page="change") -> str:
    return admin_url(type(row), page, row.pk)


@pytest.fixture
def wall(db):
    return in_library("A wall")


@pytest.fixture
def shown(guide, wall):
    """The picture of a wall, in a draft, an answer and an area's advice."""
    line = wall.picture.markdown("A wall to lean on")
    Article.objects.filter(slug="ease-a-knot-now").update(body=line, status="draft")
    Question.objects.filter(slug="how-long-until-it-goes").update(answer=line)
    BodyArea.objects.filter(slug="neck").update(advice=f"Text. {line}")
    return wall


def test_a_picture_is_added_without_a_script(editor_client):
    file = SimpleUploadedFile("IMG_1.jpg", picture_file("JPEG", size=(500, 250)))

    response = editor_client.post(ADD, {"image": file, "description": "A hand"})

    assert response.status_code == 302
    row = UploadedPicture.objects.get()
    assert (row.width, row.height, row.has_avif) == (500, 250, True)
    assert (row.description, row.file_name) == ("A hand", "IMG_1.jpg")
    assert row.uploaded_by.username == "ed"
    assert kept_files() == sorted(row.picture.names)


def test_a_file_that_is_none_is_refused_with_the_words_kept(editor_client):
    file = SimpleUploadedFile("page.png", b"<script>")

    response = editor_client.post(ADD, {"image": file, "description": "A hand"})

    assert NOT_A_PICTURE in response.content.decode()
    assert 'value="A hand"' in response.content.decode()
    assert not UploadedPicture.objects.exists() and not kept_files()


def test_the_list_says_where_a_picture_stands_and_its_page_which_line_shows_it(
    editor_client, shown
):
    html, page = show(editor_client), show(editor_client, page_of(shown))

    for row, label in (
        (Article.objects.get(slug="ease-a-knot-now"), "Chapter “Ease a knot now”"),
        (Question.objects.get(slug="how-long-until-it-goes"), "Question “"),
        (BodyArea.objects.get(slug="neck"), "Body area “Neck"),
    ):
        assert f'<a href="{page_of(row)}">{label}' in html
    assert 'width="60" height="30" alt=""' in html
    assert f"![A wall]({shown.picture.url})" in page
    assert "Ease a knot now" in page


def test_a_picture_is_found_by_what_it_shows_and_whether_a_text_shows_it(
    editor_client, shown
):
    in_library("A ball")
    for query, found in (
        ({"use": "used"}, ["A wall"]),
        ({"use": "unused"}, ["A ball"]),
        ({"q": "ball"}, ["A ball"]),
    ):
        rows = editor_client.get(LIST, query).context["cl"].result_list

        assert [str(row) for row in rows] == found


def test_new_words_for_a_picture_leave_the_texts_alone(editor_client, shown):
    save(editor_client, page_of(shown), description="A white wall")

    assert UploadedPicture.objects.get().description == "A white wall"
    assert "A wall to lean on" in Article.objects.get(slug="ease-a-knot-now").body


def test_a_picture_that_a_text_shows_is_not_deleted(editor_client, shown):
    page = show(editor_client, page_of(shown, "delete"))
    editor_client.post(page_of(shown, "delete"), {"post": "yes"})

    assert "stays: it stands in these texts" in page
    assert "Ease a knot now" in page and "Neck" in page
    assert UploadedPicture.objects.exists()
    assert kept_files() == sorted(shown.picture.names)


def test_a_picture_in_no_text_goes_with_its_files(
    editor_client, wall, django_capture_on_commit_callbacks
):
    kept = in_library("A ball")

    page = show(editor_client, page_of(wall, "delete"))
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(page_of(wall, "delete"), {"post": "yes"})

    assert "An earlier version of a text" in page
    assert list(UploadedPicture.objects.all()) == [kept]
    assert kept_files() == sorted(kept.picture.names)


def test_of_many_none_goes_while_one_is_shown(
    editor_client, shown, django_capture_on_commit_callbacks
):
    ball = in_library("A ball")
    chosen = {"action": "delete_selected", "post": "yes"}

    both = chosen | {"_selected_action": [shown.pk, ball.pk]}
    page = editor_client.post(LIST, both).content.decode()
    assert "Nothing was deleted" in page and "Ease a knot now" in page
    assert UploadedPicture.objects.count() == 2

    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(LIST, chosen | {"_selected_action": [ball.pk]})
    assert list(UploadedPicture.objects.all()) == [shown]
    assert kept_files() == sorted(shown.picture.names)


def test_a_thousand_pictures_cost_as_many_questions_as_ten(
    editor_client, guide, django_assert_max_num_queries
):
    UploadedPicture.objects.bulk_create(
        UploadedPicture(key=f"{number:032x}", width=60, height=30, has_avif=True)
        for number in range(1000)
    )

    for query in ({}, {"use": "unused"}):
        with django_assert_max_num_queries(16):
            assert "1000 pictures" in show(editor_client, **query)


def test_a_picture_of_the_time_before_the_library_gets_its_row(settings, db):
    assert adopt_pictures() == 0
    new = in_library("A wall", size=(900, 450))
    UploadedPicture.objects.all().delete()
    old = Path(settings.MEDIA_ROOT) / "pictures" / f"{'b' * 32}-60x30.webp"
    old.write_bytes(b"RIFF")
    (old.parent / "notes.txt").write_bytes(b"none")

    assert adopt_pictures() == 2
    assert adopt_pictures() == 0

    known = {row.key: row.picture for row in UploadedPicture.objects.all()}
    assert known[new.key] == new.picture
    assert known["b" * 32].names == [f"pictures/{old.name}"]


@pytest.fixture
def ask(editor_client):
    def get(**query) -> str:
        response = editor_client.get(reverse("picture_library"), query)
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.fixture
def shelf(db):
    """One picture more than a page of the dialog holds, and a file that is named."""
    UploadedPicture.objects.bulk_create(
        UploadedPicture(key=f"{n:032x}", width=900, height=600, has_avif=True)
        for n in range(PICTURES_A_PAGE)
    )
    UploadedPicture.objects.create(
        key="f" * 32,
        width=60,
        height=30,
        has_avif=False,
        description='A "foam" roller <b>',
        file_name="IMG_7.jpg",
    )


def keys(html: str) -> list[str]:
    return re.findall(r'data-key="([0-9a-f]+)"', html)


def test_the_newest_comes_first_and_the_rest_is_a_page_away(
    ask, shelf, django_assert_max_num_queries
):
    with django_assert_max_num_queries(5):
        first = ask()
    second = ask(page=2)

    assert len(keys(first)) == PICTURES_A_PAGE and keys(first)[0] == "f" * 32
    assert len(keys(second)) == 1
    assert 'data-page="2"' in first and "page 1 of 2" in first
    assert 'data-page="1"' in second


def test_a_choice_brings_its_address_words_and_size(ask, shelf):
    html = ask(q="roller")

    assert f'data-url="/media/pictures/{"f" * 32}-60x30.webp"' in html
    assert 'data-description="A &quot;foam&quot; roller &lt;b&gt;"' in html
    assert 'width="60"' in html and 'height="30"' in html


def test_every_word_is_looked_for_in_words_and_file_name(ask, shelf):
    for words in ("ROLLER", "foam roller", "img_7", " roller "):
        assert keys(ask(q=words)) == ["f" * 32], words
    assert "Try another word" in ask(q="elephant")


def test_an_empty_library_says_so_and_an_upload_joins_it(ask, editor_client):
    assert "There is no picture yet" in ask()

    said = upload_to(editor_client, picture_file(size=(500, 250)), "IMG_1.jpg").json()

    row = UploadedPicture.objects.get()
    assert (said["key"], said["url"]) == (row.key, row.picture.url)
    assert said["thumbnail"]["url"].endswith("-400x200.webp")
    assert (row.file_name, row.uploaded_by.username) == ("IMG_1.jpg", "ed")
    assert keys(ask()) == [row.key]


def test_the_first_words_for_a_picture_are_kept_where_they_fit(editor_client):
    row = in_library()

    for said, status in (
        ({}, 400),
        ({"key": "x", "description": "y" * 251}, 400),
        ({"key": row.key, "description": "A wall"}, 204),
        ({"key": row.key, "description": "Another wall"}, 204),
    ):
        answer = editor_client.post(reverse("picture_library"), said)
        assert answer.status_code == status, said

    assert UploadedPicture.objects.get().description == "A wall"
