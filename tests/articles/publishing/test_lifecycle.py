"""What each button of a chapter's form does, however the chapter stands, and who may
press it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles.models import Article, Draft, PreviewLink
from tests.articles.conftest import NOW
from tests.desk import admin_url

OLD, NEW = "The old text.\n\nIn two lines.", "The new text."
TOMORROW = {"appears_at_0": "2027-03-02", "appears_at_1": "10:00"}
THIS_MINUTE = {"appears_at_0": "2027-03-01", "appears_at_1": "09:30"}
SKIPPED_HOUR = {"appears_at_0": "2027-03-14", "appears_at_1": "02:30"}
WAYS = {
    "draft": {"status": "draft", "published_at": None},
    "scheduled": {"status": "scheduled", "published_at": NOW + timedelta(hours=1)},
    "published": {"status": "published"},
    "retired": {"status": "retired"},
}
BUTTONS = ["_keep", "_schedule", "_publish", "_save", "_share"]
OFFERED = ["_keep", "_schedule", "_publish", "_share", "Retire…", "Discard the draft…"]
# However a chapter stands, what each button leads to: a status with the new text, or
# “beside” where the new text waits in a draft and all else is as it was.
LEADS_TO = {
    "new": "draft scheduled published draft draft",
    "draft": "draft scheduled published draft draft",
    "scheduled": "draft scheduled published scheduled scheduled",
    "published": "beside beside published published beside",
    "published + draft": "beside beside published beside beside",
    "published + scheduled draft": "beside beside published beside beside",
    "retired": "beside beside published beside beside",
    "retired + draft": "beside beside published beside beside",
}


@pytest.fixture
def stand(make_article):
    """A chapter that stands in one of these ways, “+ draft” with a draft beside it;
    none where it is new."""

    def make(way: str) -> Article | None:
        if way == "new":
            return None
        status, _, beside = way.partition(" + ")
        chapter = make_article(body=OLD, slug="here", **WAYS[status])
        if beside:
            texts = {"title": "T", "slug": "here", "summary": "S.", "body": "Draft."}
            at = NOW + timedelta(hours=1) if "scheduled" in beside else None
            Draft.objects.create(article=chapter, publish_at=at, **texts)
        return chapter

    return make


@pytest.mark.parametrize(
    ("way", "button", "to"),
    [
        (way, button, to)
        for way, row in LEADS_TO.items()
        for button, to in zip(BUTTONS, row.split(), strict=True)
    ],
)
def test_a_button_does_what_it_says(stand, press, way, button, to):
    texts = {"title": "T", "slug": "here", "summary": "S.", "body": NEW}

    response = press(button, stand(way), **texts, **TOMORROW)

    assert response.status_code == 302
    chapter = Article.objects.get()
    draft = Draft.objects.filter(article=chapter).first()
    if to != "beside":
        assert (chapter.status, chapter.body, draft) == (to, NEW, None)
        return
    assert (chapter.status, chapter.body) == (way.split()[0], OLD)
    assert draft.body == NEW
    if button == "_schedule":
        assert draft.publish_at == NOW + timedelta(days=1, minutes=30)


@pytest.mark.parametrize(
    ("way", "button", "changes", "reason"),
    [
        ("draft", "_publish", {"summary": ""}, "Write a summary before readers see"),
        ("draft", "_schedule", {}, "Say when readers will see this text."),
        ("draft", "_save", {"reviewed_by": "A. Person, PT"}, "Say on which day"),
        ("draft", "_save", {"title": ""}, "This field is required."),
        ("published", "_schedule", {}, "Say when readers will see this text."),
        ("published", "_schedule", TOMORROW | {"summary": ""}, "Write a summary"),
        ("published", "_schedule", THIS_MINUTE, "has passed"),
        ("published", "_schedule", SKIPPED_HOUR, "interpreted"),
    ],
)
def test_what_is_not_ready_is_explained_and_stays_as_it_was(
    stand, press, way, button, changes, reason
):
    chapter = stand(way)
    before = Article.objects.values().get()

    html = press(button, chapter, body=NEW, slug="there", **changes).content.decode()

    assert reason in html
    seen = '<a href="/guide/here/">What readers see now</a>'
    assert (seen in html) is (way == "published")
    assert Article.objects.values().get() == before
    assert not Draft.objects.exists()


def test_the_form_edits_the_draft_and_says_what_readers_see(stand, press, client):
    chapter = stand("published + draft")

    page = client.get(admin_url(Article, "change", chapter.pk))

    form, html = page.context["adminform"].form, page.content.decode()
    assert form["body"].value() == "Draft."
    assert "Readers see the text of March 1, 2027." in html
    assert "You are editing a draft, saved on March 1, 2027, 9:30 AM CST." in html
    assert "What readers see now" in html


def test_the_desk_says_whose_draft_is_beside_a_text_and_readers_see_nothing_of_it(
    stand, press, client
):
    chapter, url = stand("published"), admin_url(Article, "changelist")

    page = press("_schedule", chapter, body=NEW, title="Other", **TOMORROW).url

    assert "saved by Editors on March 1, 2027" in client.get(page).content.decode()
    listed = client.get(url, {"draft": "yes"}).content.decode()
    assert "Published + draft, appears March 2, 2027, 10:00 AM CST" in listed
    assert "0 chapters" in client.get(url, {"draft": "no"}).content.decode()
    assert NEW not in client.get("/guide/here/").content.decode()
    assert "Other" not in client.get("/").content.decode()


def test_a_draft_is_discarded_after_a_question(stand, press, client):
    chapter = stand("published + draft")
    url = admin_url(Article, "discard", chapter.pk)

    assert "thrown away" in client.get(url).content.decode()
    assert Draft.objects.exists()
    client.post(url)

    assert not Draft.objects.exists()
    assert Article.objects.values_list("status", "body").get() == ("published", OLD)
    assert client.get(url).status_code == 404


def test_a_change_is_dated_only_when_the_text_changes(stand, press, clock):
    chapter = stand("published")
    clock.shift(timedelta(hours=2))

    press("_publish", chapter)
    assert Article.objects.get().updated_at == NOW

    press("_publish", chapter, body=NEW)
    assert Article.objects.get().updated_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize("role", ["Front desk", ""])
def test_nobody_else_presses_a_button(stand, desk_of, role):
    url = admin_url(Article, "change", stand("published + draft").pk)
    stranger = desk_of(role)

    for button in BUTTONS:
        response = stranger.post(url, {"title": "T", "slug": "t", button: ""})

        assert response.status_code == 403, button
    assert Article.objects.get().body == OLD
    assert not PreviewLink.objects.exists()


def test_who_may_only_look_is_offered_no_act_and_may_do_none(
    stand, make_article, client, django_user_model
):
    first, chapter = make_article(), stand("published + draft")
    old = chapter.history.last().history_id
    viewer = django_user_model.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(viewer)

    def read(page, *args):
        response = client.get(admin_url(Article, page, *args))
        assert response.status_code == 200
        return response.content.decode()

    form = read("change", chapter.pk)
    assert "Readers see" in form
    assert [act for act in OFFERED if act in form] == []
    assert "formaction" not in read("changelist")
    assert "Restore this version" not in read("version", chapter.pk, old)
    assert "Draft." in read("preview", chapter.pk)
    assert client.get(admin_url(Article, "retire", chapter.pk)).status_code == 403
    for act in ("retire",), ("restore", old), ("move", "up"):
        url = admin_url(Article, act[0], chapter.pk, *act[1:])
        assert client.post(url).status_code == 403, url
    assert list(Article.objects.all()) == [first, chapter]
