"""Pages as the checks find them: what moved is followed, what is private is not there."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.signals import request_finished
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from articles.content_checks.context import page_at
from articles.content_checks.registry import Guide, findings, text_of
from articles.models import Question
from tests.articles.images.pictures import picture_file, upload_to


def forbidden(request):
    raise PermissionDenied


def moved(to):
    return RedirectView.as_view(url=to, permanent=True)


urlpatterns = [
    path("here/", lambda request: HttpResponse('<p id="a">Here</p><p id="b">')),
    path("file/", lambda request: HttpResponse("x", content_type="image/webp")),
    path("moved/", moved("/moved/on/?x#a")),
    path("moved/on/", moved("/here/")),
    path("round/", moved("/round/")),
    path("into/nothing/", moved("/nothing/")),
    path("sign/in/", lambda request: HttpResponseRedirect("/here/")),
    path("forbidden/", forbidden),
    path("form/", require_POST(lambda request: HttpResponse("sent"))),
]


@pytest.mark.urls(__name__)
def test_a_page_is_there_for_who_a_visitor_is():
    places = {
        "/here/": {"a", "b"},
        "/moved/": {"a", "b"},
        "/file/": set(),
        "/nothing/": None,
        "/into/nothing/": None,
        "/round/": None,
        "/sign/in/": None,
        "/forbidden/": None,
        "/form/": None,
    }

    assert {address: Guide().places(address) for address in places} == places


def test_a_chapter_is_there_while_readers_can_see_it(make_article):
    chapter = make_article(body="## Rest")
    assert "section-rest" in Guide().places(chapter.get_absolute_url())

    chapter.status = "draft"
    chapter.save()

    assert page_at(chapter.get_absolute_url()) is None


def test_a_picture_of_ours_is_there(editor_client):
    upload_to(editor_client, picture_file())
    pictures = default_storage.listdir("pictures")[1]

    assert {picture.rpartition(".")[2] for picture in pictures} == {"avif", "webp"}
    for picture in pictures:
        assert Guide().places(f"/media/pictures/{picture}") == set()


def test_asking_for_a_page_does_not_end_the_request(guide):
    ended = []

    def note(**signal):
        ended.append(signal)

    request_finished.connect(note)
    Guide().places("/relief/")
    request_finished.disconnect(note)

    assert ended == []


def test_an_answer_links_within_its_page(guide):
    row = Question.objects.first()
    own = f"{row.slug}-section-rest"
    row.answer = f"## Rest\n\n[a](#{own}) [b](#when-to-see-someone) [c](#section-rest)"

    (finding,) = findings(text_of(row), Guide())

    assert finding.quote == "#section-rest"


def test_a_heading_that_is_taken_out_is_no_place_anymore(make_article):
    chapter = make_article(body="## Rest", summary="S" * 60)
    chapter.refresh_from_db()

    chapter.body = "[a](#section-rest) [b](#main)"

    (finding,) = findings(text_of(chapter), Guide())
    assert finding.quote == "#section-rest"
