"""A draft beside the text has versions as well, and two editors at it are told."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.drafts import texts_of
from articles.models import Draft
from articles.versions import values_at
from tests.desk import admin_url, form_values, save

from .test_history import text_in, version_url, versions
from .test_history_restore import restore


@pytest.fixture
def chapter(make_article):
    return make_article(body="What readers see.")


def url_of(chapter):
    return admin_url(type(chapter), "change", chapter.pk)


def keep(client, chapter, body):
    assert save(client, url_of(chapter), _keep="1", body=body).status_code == 302


def bodies(chapter) -> list[str]:
    return [values_at(version)["body"] for version in versions(chapter)]


def test_every_draft_is_a_version(chapter, editor_client):
    keep(editor_client, chapter, "One.")
    keep(editor_client, chapter, "Two.")

    assert bodies(chapter) == ["Two.", "One.", "What readers see."]
    newest = versions(chapter)[0]
    assert newest.history_change_reason == "A draft beside the text"
    page = text_in(editor_client.get(version_url(newest)))
    assert "[taken out: One ] [put in: Two ]" in page
    chapter.refresh_from_db()
    assert chapter.body == "What readers see."


def test_publishing_a_draft_makes_no_other_version_of_its_text(chapter, editor_client):
    keep(editor_client, chapter, "One.")

    save(editor_client, url_of(chapter), _publish="1")

    assert bodies(chapter) == ["One.", "What readers see."]


def test_with_a_draft_beside_the_text_the_draft_is_restored(chapter, editor_client):
    keep(editor_client, chapter, "One.")
    keep(editor_client, chapter, "Two.")

    restore(editor_client, versions(chapter)[1])

    assert Draft.objects.get().body == "One."
    chapter.refresh_from_db()
    assert chapter.body == "What readers see."
    assert versions(chapter)[0].history_change_reason.startswith("Restored from ")


def test_a_discarded_draft_can_be_had_again(chapter, editor_client):
    keep(editor_client, chapter, "One.")
    editor_client.post(admin_url(type(chapter), "discard", chapter.pk))

    assert bodies(chapter) == ["What readers see.", "One.", "What readers see."]


def test_what_appears_on_time_is_signed_by_who_wrote_it(
    chapter, client, django_user_model
):
    eve = django_user_model.objects.create_user("eve")
    due = timezone.now() + timedelta(minutes=1)
    publishing.schedule(chapter, texts_of(chapter) | {"body": "Soon."}, due, eve)
    Draft.objects.update(publish_at=timezone.now(), body="Now.")

    client.get(chapter.get_absolute_url())

    newest = versions(chapter)[0]
    assert values_at(newest)["body"] == "Now."
    assert (newest.signed, newest.history_change_reason) == ("eve", "Published on time")
    assert isinstance(newest.history_date, datetime)


def test_two_editors_at_one_draft_are_told(chapter, editor_client):
    keep(editor_client, chapter, "One.")
    opened = form_values(editor_client.get(url_of(chapter)))
    keep(editor_client, chapter, "Two.")

    response = editor_client.post(url_of(chapter), opened | {"body": "Three."})

    assert response.status_code == 409
    assert form_values(response)["body"] == "Three."
    assert "Two." in text_in(response)
    assert Draft.objects.get().body == "Two."


def test_who_wanted_a_draft_gets_a_draft_when_told_of_another(chapter, editor_client):
    opened = form_values(editor_client.get(url_of(chapter)))
    save(editor_client, url_of(chapter), _publish="1", body="Live.")

    told = editor_client.post(url_of(chapter), opened | {"body": "Mine.", "_keep": "1"})

    assert told.status_code == 409
    assert 'name="_keep">Save mine anyway' in told.content.decode()
