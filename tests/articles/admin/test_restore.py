"""The way back: to any version, and to what was deleted."""

from datetime import timedelta

import pytest

from articles.import_export.load import ADDED, load_guide
from articles.models import Article, BodyArea, CareCard, Draft, Question, Stretch
from articles.revisions.recorded_fields import values_at, values_of
from tests.articles.conftest import NOW
from tests.articles.search.searches import paths_in
from tests.desk import admin_url

from .test_history import TEXT, change, text_in, version_url, versions

AT_TEN = NOW + timedelta(minutes=30)


def restore(client, version):
    return client.post(version_url(version, "restore"), follow=True)


def delete(client, row):
    client.post(admin_url(type(row), "delete", row.pk), {"post": "yes"})
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.fixture
def question(guide):
    return Question.objects.first()


@pytest.mark.parametrize("model", TEXT)
def test_a_restored_version_is_the_text_and_a_version(guide, editor_client, model):
    row = model.objects.first()
    first, before = versions(row)[0], values_of(row)
    more = {"quick_relief-0-tool": "X", "care_cards": []} if model is BodyArea else {}
    change(editor_client, row, **{TEXT[model]: "Spoiled by haste."} | more)

    page = text_in(restore(editor_client, first))

    newest = versions(row)[0]
    assert values_of(row) == before == values_at(newest)
    assert newest.history_change_reason.startswith("Restored from ")
    assert newest.signed == "ed"
    assert "restored from" in page


def test_a_restored_chapter_keeps_its_address_and_stays_public(guide, editor_client):
    chapter = Article.objects.first()
    chapter.status, chapter.slug = "draft", "old-address"
    chapter.save()
    draft = versions(chapter)[0]
    change(editor_client, chapter, _publish="1", slug="new-address", body="New.")

    page = restore(editor_client, draft)

    chapter.refresh_from_db()
    assert (chapter.status, chapter.slug) == ("published", "new-address")
    assert chapter.body != "New."
    assert "See its page" in text_in(page)


def test_with_a_draft_beside_the_text_the_draft_is_restored(
    make_article, editor_client
):
    chapter = make_article(body="What readers see.")
    for body in ("One.", "Two."):
        change(editor_client, chapter, _keep="1", body=body)

    restore(editor_client, versions(chapter)[1])

    assert Draft.objects.get().body == "One."
    assert Article.objects.get().body == "What readers see."
    assert versions(chapter)[0].history_change_reason.startswith("Restored from ")


def test_the_search_knows_what_was_restored(question, editor_client):
    change(editor_client, question, answer="A zebra.")
    with_zebra = versions(question)[0]
    change(editor_client, question, answer="Nothing.")

    restore(editor_client, with_zebra)

    found = editor_client.get("/search/", {"q": "zebra"}).content.decode()
    assert paths_in(found) == [question.get_absolute_url()]


def test_what_changed_past_the_history_is_restored_too(question, editor_client):
    last, answer = versions(question)[0], question.answer
    Question.objects.filter(pk=question.pk).update(answer="Elsewhere.")

    page = text_in(restore(editor_client, last))

    assert Question.objects.first().answer == answer
    assert "restored from" in page


def test_no_button_is_offered_that_would_change_no_word(question, press, client):
    change(client, question, slug="another-address")
    press("_keep", None, title="T", slug="new", summary="S.", body="Text.")
    published_as_kept = Article.objects.get(slug="new")
    press("_publish", published_as_kept)

    for row in (question, published_as_kept):
        first, before = versions(row)[-1], versions(row)

        page = text_in(client.get(version_url(first)))
        told = text_in(restore(client, first))

        assert "This is today’s text." in page
        assert "Restore this version" not in page
        assert "This is today’s text already: nothing was changed." in told
        assert versions(row) == before


def test_a_version_that_names_what_is_gone_is_explained(question, editor_client):
    card = CareCard.objects.create(
        level="urgent", heading="Go if", slug="gone", bullets="it hurts", order=99
    )
    change(editor_client, question, answer="{care-card gone}")
    named = versions(question)[0]
    change(editor_client, question, answer="Plain.")
    card.delete()

    response = restore(editor_client, named)

    assert response.status_code == 409
    assert "{care-card gone} names nothing in the guide." in text_in(response)
    assert Question.objects.first().answer == "Plain."


def test_a_name_or_address_that_another_took_is_explained(question, editor_client):
    stretch, other = Stretch.objects.all()[:2]
    renamed = versions(stretch)[0]
    change(editor_client, stretch, name="Renamed")
    change(editor_client, other, name=stretch.name)
    delete(editor_client, question)
    taken = {"question": "New?", "slug": question.slug, "answer": "Yes."}
    Question.objects.create(**taken, order=99)
    deleted = Question.history.filter(history_type="-").first()

    for version, field in ((renamed, "Name"), (deleted, "Slug")):
        response = restore(editor_client, version)
        assert response.status_code == 409
        assert f"with this {field} already exists." in text_in(response)


@pytest.mark.parametrize("model", TEXT)
def test_what_was_deleted_comes_back_in_its_place(guide, editor_client, model):
    rows = list(model.objects.all())
    row, before = rows[1], values_of(rows[1])
    # Past the admin, which keeps what the guide uses.
    model.objects.get(pk=row.pk).delete()
    listed = editor_client.get(admin_url(model, "deleted"))
    assert str(row) in text_in(listed)
    (deletion,) = listed.context["deletions"]

    page = restore(editor_client, deletion)

    assert values_of(row) == before
    assert list(model.objects.all()) == rows
    assert "brought back" in text_in(page)
    left = editor_client.get(admin_url(model, "deleted"))
    assert "Nothing was deleted." in text_in(left)
    assert ADDED not in {done for _, done in load_guide()}


def test_a_deleted_text_still_has_its_history(question, editor_client):
    pk = question.pk
    delete(editor_client, question)
    last, *_, oldest = Question.history.filter(id=pk)

    page = editor_client.get(admin_url(Question, "history", pk))

    assert "was deleted: open its last version to bring it back" in text_in(page)
    assert "Bring it back" in text_in(editor_client.get(version_url(last)))
    assert "Bring it back" not in text_in(editor_client.get(version_url(oldest)))
    assert restore(editor_client, oldest).status_code == 404


def test_a_chapter_comes_back_scheduled_or_a_draft_where_its_time_has_passed(
    press, client, make_article, clock
):
    chapter = make_article(slug="soon", status="scheduled", published_at=AT_TEN)
    delete(client, chapter)
    clock.move_to(AT_TEN - timedelta(seconds=1))

    page = text_in(client.get(version_url(versions(chapter)[0])))
    restore(client, versions(chapter)[0])

    assert "It comes back as it was" in page
    chapter.refresh_from_db()
    assert (chapter.status, chapter.published_at) == ("scheduled", AT_TEN)

    delete(client, chapter)
    clock.move_to(AT_TEN)

    page = text_in(client.get(version_url(versions(chapter)[0])))
    told = text_in(restore(client, versions(chapter)[0]))

    assert "Its time to appear has passed: it comes back as a draft" in page
    assert "brought back as a draft, as its time to appear had passed" in told
    chapter.refresh_from_db()
    assert chapter.status == "draft"
    assert client.get("/guide/soon/").status_code == 404
