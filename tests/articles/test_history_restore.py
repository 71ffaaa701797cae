"""The way back: to any version, and to what was deleted."""

import pytest
from django.contrib.auth.models import Permission

from articles.loading import ADDED, load_guide
from articles.models import Article, BodyArea, CareCard, Question, Stretch
from articles.search import rebuild
from articles.versions import values_at, values_of
from tests.articles.searches import paths_in
from tests.articles.test_history import (
    KEPT,
    TEXT,
    change,
    text_in,
    version_url,
    versions,
)
from tests.desk import admin_url


def restore(client, version):
    return client.post(version_url(version, "restore"), follow=True)


def delete(client, row):
    client.post(admin_url(type(row), "delete", row.pk), {"post": "yes"})
    assert not type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", KEPT)
def test_a_restored_version_is_the_text_and_a_version(guide, editor_client, model):
    row = model.objects.first()
    first = versions(row)[0]
    before = values_of(row)
    change(editor_client, row, **{TEXT[model]: "Spoiled by haste."})

    page = text_in(restore(editor_client, first))

    newest = versions(row)[0]
    assert values_of(row) == before == values_at(newest)
    assert newest.history_change_reason.startswith("Restored from ")
    assert newest.signed == "ed"
    assert "restored from" in page


def test_quick_relief_and_links_come_back(guide, editor_client):
    area = BodyArea.objects.first()
    first, before = versions(area)[0], values_of(area)
    change(editor_client, area, **{"quick_relief-0-tool": "X", "care_cards": []})
    assert values_of(area) != before

    restore(editor_client, first)

    assert values_of(area) == before


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


def test_the_search_knows_what_was_restored(guide, editor_client):
    rebuild()
    question = Question.objects.first()
    change(editor_client, question, answer="A zebra.")
    with_zebra = versions(question)[0]
    change(editor_client, question, answer="Nothing.")

    restore(editor_client, with_zebra)

    found = editor_client.get("/search/", {"q": "zebra"}).content.decode()
    assert paths_in(found) == [question.get_absolute_url()]


def test_a_version_that_names_what_is_gone_is_explained(guide, editor_client):
    question = Question.objects.first()
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
    question.refresh_from_db()
    assert question.answer == "Plain."


def test_a_name_that_another_took_is_explained(guide, editor_client):
    stretch, other = Stretch.objects.all()[:2]
    first, name = versions(stretch)[0], stretch.name
    change(editor_client, stretch, name="Renamed")
    change(editor_client, other, name=name)

    response = restore(editor_client, first)

    assert response.status_code == 409
    assert "Stretch with this Name already exists." in text_in(response)


@pytest.mark.parametrize("model", KEPT)
def test_what_was_deleted_comes_back_in_its_place(guide, editor_client, model):
    rows = list(model.objects.all())
    row, before = rows[1], values_of(rows[1])
    pk = row.pk
    # Past the admin, which keeps what the guide uses.
    model.objects.get(pk=pk).delete()
    listed = editor_client.get(admin_url(model, "deleted"))
    assert str(row) in text_in(listed)
    (deletion,) = listed.context["deletions"]

    page = restore(editor_client, deletion)

    again = model.objects.get(pk=pk)
    assert values_of(again) == before
    assert list(model.objects.all()) == rows
    assert "brought back" in text_in(page)
    assert "Nothing was deleted." in text_in(
        editor_client.get(admin_url(model, "deleted"))
    )
    assert ADDED not in {done for _, done in load_guide()}


def test_an_address_that_was_taken_meanwhile_is_explained(guide, editor_client):
    question = Question.objects.first()
    delete(editor_client, question)
    Question.objects.create(
        question="New?", slug=question.slug, answer="Yes.", order=99
    )
    deletion = Question.history.filter(history_type="-").first()

    response = restore(editor_client, deletion)

    assert response.status_code == 409
    assert "Question with this Slug already exists." in text_in(response)


def test_a_deleted_text_still_has_its_history(guide, editor_client):
    question = Question.objects.first()
    pk = question.pk
    delete(editor_client, question)

    page = editor_client.get(admin_url(Question, "history", pk))

    assert "was deleted: open its last version to bring it back" in text_in(page)
    last = Question.history.filter(id=pk).first()
    assert "Bring it back" in text_in(editor_client.get(version_url(last)))
    older = Question.history.filter(id=pk).last()
    assert "Bring it back" not in text_in(editor_client.get(version_url(older)))
    assert restore(editor_client, older).status_code == 404


def test_looking_restores_nothing(guide, editor_client):
    version = versions(Article.objects.first())[0]

    assert editor_client.get(version_url(version, "restore")).status_code == 405


def test_who_may_only_look_may_not_restore(guide, client, django_user_model):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(reader)
    chapter = Article.objects.first()
    version = versions(chapter)[0]
    chapter.body = "Changed."
    chapter.save()

    page = client.get(version_url(version))

    assert page.status_code == 200
    assert "Restore this version" not in page.content.decode()
    assert client.post(version_url(version, "restore")).status_code == 403
