"""Every version of a text is kept, with who and when, and can be read."""

from datetime import timedelta

import html5lib
import pytest
from django.utils import timezone

from articles.import_export.load import load_guide
from articles.models import Article, BodyArea, CareCard, Draft, Question, Stretch
from articles.models.draft import texts_of
from articles.publishing import lifecycle
from articles.revisions.recorded_fields import (
    spoken_moment,
    values_at,
    versions_of,
)
from tests.desk import admin_url, save

TEXT = {Article: "body", BodyArea: "advice", Question: "answer", Stretch: "caution"}


def versions(row):
    return list(versions_of(type(row), row.pk))


def bodies(chapter) -> list[str]:
    return [values_at(version)["body"] for version in versions(chapter)]


def change(client, row, **changes):
    response = save(client, admin_url(type(row), "change", row.pk), **changes)
    assert response.status_code == 302, response.context["errors"]


def version_url(version, page="version"):
    return admin_url(version.instance_type, page, version.id, version.history_id)


def text_in(response) -> str:
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return " ".join(" ".join(page.find(".//main").itertext()).split())


@pytest.fixture
def chapter(make_article):
    return make_article(body="What readers see.")


@pytest.mark.parametrize("model", TEXT)
def test_a_save_is_one_version_with_who_and_when_and_none_where_no_word_changed(
    guide, editor_client, django_user_model, model
):
    row, name = model.objects.first(), TEXT[model]
    before = versions(row)

    change(editor_client, row)
    assert versions(row) == before

    change(editor_client, row, **{name: "Quite another text."})
    newest, *older = versions(row)
    assert older == before
    assert (newest.signed, newest.history_user.username) == ("ed", "ed")
    assert values_at(newest)[name] == "Quite another text." != values_at(older[0])[name]

    django_user_model.objects.all().delete()
    assert versions(row)[0].signed == "ed"


def test_a_new_text_has_its_first_version_and_no_other_where_it_is_moved(
    guide, editor_client
):
    url = admin_url(Question, "add")
    save(editor_client, url, question="Why?", slug="why", answer="Because.")
    question = Question.objects.get(slug="why")

    editor_client.post(admin_url(Question, "move", question.pk, "up"))

    (version,) = versions(question)
    assert values_at(version)["answer"] == "Because."


def test_quick_relief_and_links_are_part_of_their_body_area(guide, editor_client):
    area, card = BodyArea.objects.first(), CareCard.objects.first()
    changes = {"quick_relief-0-tool": "A tennis ball", "care_cards": [card.pk]}

    change(editor_client, area, **changes)

    newest, before, *_ = versions(area)
    tool = "quick_relief.tool"
    assert values_at(newest)[tool] == "A tennis ball" != values_at(before)[tool]
    assert values_at(newest)["care_cards"] == [card.pk]
    page = text_in(editor_client.get(admin_url(BodyArea, "history", area.pk)))
    assert "ed Care cards, Quick relief: tool" in page
    assert card.heading in text_in(editor_client.get(version_url(newest)))
    card.delete()
    page = text_in(editor_client.get(version_url(newest)))
    assert "(a care card that was deleted since)" in page


def test_what_the_set_up_brings_is_one_version_however_often_it_comes(guide):
    before = Article.history.count(), BodyArea.history.count()

    load_guide()

    assert (Article.history.count(), BodyArea.history.count()) == before
    assert {len(versions(row)) for row in Article.objects.all()} == {1}
    version = versions(Article.objects.first())[0]
    assert (version.signed, version.history_user) == ("", None)
    assert version.history_change_reason == "From the guide’s files"


def test_every_draft_beside_a_text_is_a_version_also_once_it_is_discarded(
    chapter, editor_client
):
    change(editor_client, chapter, _keep="1", body="One.")
    change(editor_client, chapter, _keep="1", body="Two.")
    newest = versions(chapter)[0]
    editor_client.post(admin_url(Article, "discard", chapter.pk))

    seen = "What readers see."
    assert bodies(chapter) == [seen, "Two.", "One.", seen]
    assert newest.history_change_reason == "A draft beside the text"
    page = text_in(editor_client.get(version_url(newest)))
    assert "[taken out: One ] [put in: Two ]" in page
    assert Article.objects.get().body == seen


def test_publishing_a_draft_makes_no_other_version_of_its_text(chapter, editor_client):
    change(editor_client, chapter, _keep="1", body="One.")
    change(editor_client, chapter, _publish="1")

    assert bodies(chapter) == ["One.", "What readers see."]


def test_what_appears_on_time_is_signed_by_who_wrote_it(
    chapter, client, django_user_model
):
    eve = django_user_model.objects.create_user("eve")
    due = timezone.now() + timedelta(minutes=1)
    lifecycle.schedule(chapter, texts_of(chapter) | {"body": "Soon."}, due, eve)
    Draft.objects.update(publish_at=timezone.now(), body="Now.")

    client.get(chapter.get_absolute_url())

    newest = versions(chapter)[0]
    assert values_at(newest)["body"] == "Now."
    assert (newest.signed, newest.history_change_reason) == ("eve", "Published on time")


def test_the_history_lists_what_changed_newest_first(guide, editor_client):
    chapter = Article.objects.first()
    change(editor_client, chapter, summary="Short.")
    change(editor_client, chapter, title="Ease it", body="New.")

    response = editor_client.get(admin_url(Article, "history", chapter.pk))

    page = text_in(response)
    newest = spoken_moment(versions(chapter)[0].history_date)
    assert f"{newest} ed Title, Text" in page
    places = [page.index(words) for words in ("Title, Text", "Summary", "The set-up")]
    assert places == sorted(places)
    assert "<script" not in response.content.decode().split('id="content"')[1]


def test_a_version_shows_its_difference_in_words_from_the_one_before_and_from_today(
    guide, editor_client
):
    chapter = Article.objects.first()
    first = versions(chapter)[0]
    body = chapter.body.replace("slowly", "gently", 1)
    change(editor_client, chapter, summary="One lead.", body=body)
    change(editor_client, chapter, summary="Two leads.")
    newest, changed, _ = versions(chapter)

    page = editor_client.get(version_url(changed)).content.decode()
    since = text_in(editor_client.get(version_url(first) + "?today"))

    assert '[taken out: </span>slowly<span class="visually-hidden">]' in page
    assert '[put in: </span>gently<span class="visually-hidden">]' in page
    assert "paragraphs unchanged" in page
    assert "[put in: Two leads. ]" in since
    assert "One lead." not in since
    today = [
        "This is today’s text." in text_in(editor_client.get(version_url(each)))
        for each in (newest, changed)
    ]
    assert today == [True, False]


def test_choices_days_and_times_are_spoken_and_markup_is_shown_as_text(
    make_article, editor_client
):
    draft = make_article(status="draft")
    at = {"appears_at_0": "2127-03-03", "appears_at_1": "14:10", "_schedule": "1"}
    change(editor_client, draft, **at, last_reviewed_on="2027-02-01")
    change(editor_client, draft, body="<img src=x onerror=alert(1)>", _keep="1")
    newest, scheduled, _ = versions(draft)

    page = text_in(editor_client.get(version_url(scheduled)))
    hostile = editor_client.get(version_url(newest)).content.decode()

    for words in ("Scheduled", "March 3, 2127, 2:10 PM", "February 1, 2027"):
        assert words in page
    assert "<img src=x" not in hostile


def test_a_long_history_has_pages(chapter, editor_client):
    for number in range(60):
        chapter.summary = f"Lead {number}."
        chapter.save()
    url = admin_url(Article, "history", chapter.pk)

    assert "Page 1 of 3" in text_in(editor_client.get(url))
    assert "Newer Page 3 of 3" in text_in(editor_client.get(url + "?p=3"))


def test_no_history_is_not_found(db, editor_client):
    for page in ("9/history/", "x/history/", "1/history/99999/"):
        path = f"/admin/articles/article/{page}"
        assert editor_client.get(path).status_code == 404, path
