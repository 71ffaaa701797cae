"""Every version of a text is kept, with who and when, and can be read."""

import html5lib
import pytest

from articles.loading import load_guide
from articles.models import Article, BodyArea, CareCard, Question, Stretch
from articles.versions import spoken_moment, values_at, versions_of
from tests.desk import admin_url, save

KEPT = [Article, BodyArea, Question, Stretch]
TEXT = {Article: "body", BodyArea: "advice", Question: "answer", Stretch: "caution"}


def versions(row):
    return list(versions_of(type(row), row.pk))


def change(client, row, **changes):
    response = save(client, admin_url(type(row), "change", row.pk), **changes)
    assert response.status_code == 302, response.context["errors"]


def version_url(version, page="version"):
    return admin_url(version.instance_type, page, version.id, version.history_id)


def text_in(response) -> str:
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return " ".join(" ".join(page.find(".//main").itertext()).split())


@pytest.mark.parametrize("model", KEPT)
def test_every_save_is_one_version_with_who_and_when(guide, editor_client, model):
    row = model.objects.first()
    before = versions(row)

    change(editor_client, row, **{TEXT[model]: "Quite another text."})

    newest, *older = versions(row)
    assert older == before
    assert (newest.signed, newest.history_user.username) == ("ed", "ed")
    assert values_at(newest)[TEXT[model]] == "Quite another text."
    assert values_at(older[0])[TEXT[model]] != "Quite another text."


@pytest.mark.parametrize("model", KEPT)
def test_a_save_that_changes_no_word_makes_no_version(guide, editor_client, model):
    row = model.objects.first()
    before = versions(row)

    change(editor_client, row)

    assert versions(row) == before


def test_a_new_text_has_its_first_version(guide, editor_client):
    url = admin_url(Question, "add")
    save(editor_client, url, question="Why?", slug="why", answer="Because.")

    (version,) = versions(Question.objects.get(slug="why"))
    assert values_at(version)["answer"] == "Because."


def test_quick_relief_is_part_of_its_body_area(guide, editor_client):
    area = BodyArea.objects.first()

    change(editor_client, area, **{"quick_relief-0-tool": "A tennis ball"})

    newest, before, *_ = versions(area)
    tool = "quick_relief.tool"
    assert values_at(newest)[tool] == "A tennis ball" != values_at(before)[tool]
    page = text_in(editor_client.get(admin_url(BodyArea, "history", area.pk)))
    assert "ed Quick relief: tool" in page


def test_links_to_other_rows_are_kept_and_read_as_names(guide, editor_client):
    area, card = BodyArea.objects.first(), CareCard.objects.first()

    change(editor_client, area, care_cards=[card.pk])
    newest = versions(area)[0]
    assert values_at(newest)["care_cards"] == [card.pk]
    assert card.heading in text_in(editor_client.get(version_url(newest)))

    card.delete()
    assert "(a care card that was deleted since)" in text_in(
        editor_client.get(version_url(newest))
    )


def test_moving_a_row_makes_no_version(guide, editor_client):
    row = Question.objects.first()
    before = versions(row)

    editor_client.post(admin_url(Question, "move", row.pk, "down"))

    assert versions(row) == before


def test_what_the_set_up_brings_is_a_version(guide):
    newest = versions(Article.objects.first())[0]

    assert (newest.signed, newest.history_user) == ("", None)
    assert newest.history_change_reason == "From the guide’s files"
    assert {len(versions(row)) for row in Article.objects.all()} == {1}


def test_loading_the_same_guide_again_makes_no_version(guide):
    before = Article.history.count(), BodyArea.history.count()

    load_guide()

    assert (Article.history.count(), BodyArea.history.count()) == before


def test_the_name_outlives_the_account(guide, editor_client, django_user_model):
    row = Question.objects.first()
    change(editor_client, row, answer="By Ed.")

    django_user_model.objects.all().delete()

    assert versions(row)[0].signed == "ed"


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


def test_a_version_shows_its_difference_in_words(guide, editor_client):
    chapter = Article.objects.first()
    body = chapter.body.replace("slowly", "gently", 1)
    change(editor_client, chapter, body=body)

    page = editor_client.get(version_url(versions(chapter)[0])).content.decode()

    assert '[taken out: </span>slowly<span class="visually-hidden">]' in page
    assert '[put in: </span>gently<span class="visually-hidden">]' in page
    assert "paragraphs unchanged" in page
    assert "This is today’s text." in page


def test_a_version_can_be_compared_with_today(guide, editor_client):
    chapter = Article.objects.first()
    for summary in ("One lead.", "Two leads."):
        change(editor_client, chapter, summary=summary)
    first = versions(chapter)[-1]

    page = text_in(editor_client.get(version_url(first) + "?today"))

    assert "[put in: Two leads. ]" in page
    assert "One lead." not in page


def test_choices_days_and_times_are_spoken(make_article, editor_client):
    chapter = make_article(status="draft")
    change(
        editor_client,
        chapter,
        _schedule="1",
        appears_at_0="2127-03-03",
        appears_at_1="14:10",
        last_reviewed_on="2027-02-01",
    )

    page = text_in(editor_client.get(version_url(versions(chapter)[0])))

    for words in ("Scheduled", "March 3, 2127, 2:10 PM", "February 1, 2027"):
        assert words in page


def test_markup_in_a_text_is_shown_as_text(make_article, editor_client):
    draft = make_article(status="draft")
    change(editor_client, draft, body="<img src=x onerror=alert(1)>")

    page = editor_client.get(version_url(versions(draft)[0])).content.decode()

    assert "<img src=x" not in page


def test_a_long_history_has_pages(make_article, editor_client):
    chapter = make_article()
    for number in range(60):
        chapter.summary = f"Lead {number}."
        chapter.save()
    url = admin_url(Article, "history", chapter.pk)

    assert "Page 1 of 3" in text_in(editor_client.get(url))
    assert "Newer Page 3 of 3" in text_in(editor_client.get(url + "?p=3"))


@pytest.mark.parametrize("page", ["9/history/", "x/history/", "1/history/99999/"])
def test_no_history_is_not_found(db, editor_client, page):
    assert editor_client.get(f"/admin/articles/article/{page}").status_code == 404
