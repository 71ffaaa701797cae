"""The part of the picture library that the editor's dialog shows."""

import re

import pytest
from django.urls import reverse

from articles.editor import PICTURES_A_PAGE
from articles.models import UploadedPicture
from tests.articles.pictures import in_library, picture_file, upload_to


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


def test_an_empty_library_says_so(ask):
    assert "There is no picture yet" in ask()


def test_an_upload_joins_the_library(ask, editor_client):
    said = upload_to(editor_client, picture_file(size=(500, 250)), "IMG_1.jpg").json()

    row = UploadedPicture.objects.get()
    assert (said["key"], said["url"]) == (row.key, row.picture.url)
    assert said["thumbnail"]["url"].endswith("-400x200.webp")
    assert (row.file_name, row.uploaded_by.username) == ("IMG_1.jpg", "ed")
    assert keys(ask()) == [row.key]


def test_the_first_words_for_a_picture_are_kept(editor_client):
    row = in_library()

    for words in ("A wall", "Another wall"):
        said = {"key": row.key, "description": words}
        assert editor_client.post(reverse("picture_library"), said).status_code == 204

    row.refresh_from_db()
    assert row.description == "A wall"


def test_words_that_do_not_fit_are_refused(editor_client):
    for said in ({}, {"key": "x", "description": "y" * 251}):
        assert editor_client.post(reverse("picture_library"), said).status_code == 400
