"""What each button of a chapter's form does, however the chapter stands."""

from datetime import timedelta

import pytest

from articles.models import Article, Draft
from tests.articles.conftest import NOW

OLD, NEW = "The old text.\n\nIn two lines.", "The new text."
TOMORROW = {"appears_at_0": "2027-03-02", "appears_at_1": "10:00"}
WAYS = {
    "draft": {"status": "draft", "published_at": None},
    "scheduled": {"status": "scheduled", "published_at": NOW + timedelta(hours=1)},
    "published": {"status": "published"},
    "retired": {"status": "retired"},
}


@pytest.fixture
def stand(make_article):
    """A chapter that stands in one of these ways, “+ draft” with a draft beside it."""

    def make(way: str) -> Article:
        status, _, beside = way.partition(" + ")
        chapter = make_article(body=OLD, slug="here", **WAYS[status])
        if beside:
            texts = {"title": "T", "slug": "here", "summary": "S.", "body": "Draft."}
            at = NOW + timedelta(hours=1) if "scheduled" in beside else None
            Draft.objects.create(article=chapter, publish_at=at, **texts)
        return chapter

    return make


@pytest.mark.parametrize(
    ("way", "button", "status", "text", "beside"),
    [
        ("draft", "_keep", "draft", NEW, None),
        ("draft", "_schedule", "scheduled", NEW, None),
        ("draft", "_publish", "published", NEW, None),
        ("draft", "_save", "draft", NEW, None),
        ("draft", "_share", "draft", NEW, None),
        ("scheduled", "_keep", "draft", NEW, None),
        ("scheduled", "_schedule", "scheduled", NEW, None),
        ("scheduled", "_publish", "published", NEW, None),
        ("scheduled", "_save", "scheduled", NEW, None),
        ("scheduled", "_share", "scheduled", NEW, None),
        ("published", "_keep", "published", OLD, NEW),
        ("published", "_schedule", "published", OLD, NEW),
        ("published", "_publish", "published", NEW, None),
        ("published", "_save", "published", NEW, None),
        ("published", "_share", "published", OLD, NEW),
        ("published + draft", "_keep", "published", OLD, NEW),
        ("published + draft", "_schedule", "published", OLD, NEW),
        ("published + draft", "_publish", "published", NEW, None),
        ("published + draft", "_save", "published", OLD, NEW),
        ("published + draft", "_share", "published", OLD, NEW),
        ("published + scheduled draft", "_save", "published", OLD, NEW),
        ("retired", "_keep", "retired", OLD, NEW),
        ("retired", "_schedule", "retired", OLD, NEW),
        ("retired", "_publish", "published", NEW, None),
        ("retired", "_save", "retired", OLD, NEW),
        ("retired + draft", "_publish", "published", NEW, None),
    ],
)
def test_a_button_does_what_it_says(stand, press, way, button, status, text, beside):
    chapter = stand(way)

    response = press(button, chapter, body=NEW, **TOMORROW)

    assert response.status_code == 302
    chapter.refresh_from_db()
    assert (chapter.status, chapter.body) == (status, text)
    draft = Draft.objects.filter(article=chapter).first()
    assert (draft and draft.body) == beside
    if draft and button == "_schedule":
        assert draft.publish_at == NOW + timedelta(days=1, minutes=30)


@pytest.mark.parametrize(
    ("button", "status"),
    [("_keep", "draft"), ("_schedule", "scheduled"), ("_publish", "published")],
)
def test_a_new_chapter_begins_as_its_button_says(press, button, status):
    typed = {"title": "T", "slug": "new", "summary": "S.", "body": "Text.", **TOMORROW}

    press(button, None, **typed)

    assert Article.objects.get(slug="new").status == status


def test_the_form_edits_the_draft_and_says_what_readers_see(stand, press, client):
    chapter = stand("published + draft")

    page = client.get(f"/admin/articles/article/{chapter.pk}/change/")

    form, html = page.context["adminform"].form, page.content.decode()
    assert form["body"].value() == "Draft."
    assert "Readers see the text of March 1, 2027." in html
    assert "You are editing a draft, saved on March 1, 2027, 9:30 AM CST." in html
    assert "What readers see now" in html


def test_a_kept_draft_is_said_to_be_by_whom_and_readers_see_nothing_of_it(
    stand, press, client
):
    chapter = stand("published")

    page = client.get(press("_keep", chapter, body=NEW, title="Other").url)

    assert "saved by Editors on March 1, 2027" in page.content.decode()
    assert NEW not in client.get("/guide/here/").content.decode()
    assert "Other" not in client.get("/").content.decode()


def test_the_list_says_what_is_beside_and_what_is_to_come(stand, press, client):
    chapter = stand("published")
    press("_schedule", chapter, body=NEW, **TOMORROW)

    page = client.get("/admin/articles/article/", {"draft": "yes"}).content.decode()

    assert "Published + draft, appears March 2, 2027, 10:00 AM CST" in page
    assert (
        "0 chapters"
        in client.get("/admin/articles/article/", {"draft": "no"}).content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "Say when readers will see this text."),
        ({"appears_at_0": "2027-03-01", "appears_at_1": "09:30"}, "has passed"),
        ({"appears_at_0": "2027-03-14", "appears_at_1": "02:30"}, "interpreted"),
        (
            TOMORROW | {"summary": ""},
            "Write a summary before readers see this chapter.",
        ),
    ],
)
def test_what_can_not_be_scheduled_is_explained(stand, press, changes, reason):
    chapter = stand("published")

    response = press("_schedule", chapter, body=NEW, **changes)

    assert reason in response.content.decode()
    assert not Draft.objects.exists()


def test_a_refused_form_still_tells_of_the_text_that_readers_see(stand, press):
    chapter = stand("published")

    html = press("_publish", chapter, slug="there", summary="").content.decode()

    assert '<a href="/guide/here/">What readers see now</a>' in html


def test_a_draft_is_discarded_after_a_question(stand, press, client):
    chapter = stand("published + draft")
    url = f"/admin/articles/article/{chapter.pk}/discard/"

    assert "thrown away" in client.get(url).content.decode()
    assert Draft.objects.exists()
    client.post(url)

    assert not Draft.objects.exists()
    chapter.refresh_from_db()
    assert (chapter.status, chapter.body) == ("published", OLD)
    assert client.get(url).status_code == 404


def test_a_change_is_dated_only_when_the_text_changes(stand, press, clock):
    chapter = stand("published")
    clock.shift(timedelta(hours=2))

    press("_publish", chapter)
    chapter.refresh_from_db()
    assert chapter.updated_at == NOW

    press("_publish", chapter, body=NEW)
    chapter.refresh_from_db()
    assert chapter.updated_at == NOW + timedelta(hours=2)
