"""The search knows at once what an editor did, and never what readers may not see."""

import pytest
from django.db import connection

from articles.models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    Question,
    Stretch,
)
from articles.search import query
from tests.articles.search.searches import EMERGENCY, TODAY, paths_in, text_in
from tests.desk import admin_url, save


@pytest.fixture
def search(client, guide):
    return lambda words: client.get("/search/", {"q": words}).content.decode()


@pytest.fixture
def found(search):
    """Where the results for some words lead."""
    return lambda words: paths_in(search(words))


@pytest.fixture
def edit(editor_client):
    """Change a row on its page of the admin."""

    def change(row, **changes):
        url = admin_url(type(row), "change", row.pk)
        assert save(editor_client, url, **changes).status_code == 302

    return change


def test_no_word_of_a_draft_is_found_however_misspelled_until_it_is_published(
    search, edit, make_article
):
    draft = make_article(
        title="Zebrastripes", slug="zebra", body="Zebrastripes.", status="draft"
    )

    text = text_in(search("yoga zebrastrips"))

    assert paths_in(search("zebrastripes")) == []
    assert "for “yoga zebrastrips”" in text
    assert "zebrastripes" not in text

    edit(draft, _publish="")
    assert paths_in(search("zebrastripes")) == ["/guide/zebra/"]


def test_a_retired_chapter_is_not_found_any_more(search):
    assert paths_in(search("yoga"))

    Article.objects.update(status="retired")

    assert paths_in(search("yoga")) == []
    assert "The screen habit" not in search("tech neck")


def test_cards_are_read_elsewhere_once_their_chapter_is_retired(found, editor_client):
    chapter = Article.objects.get(slug="more-than-a-knot")

    editor_client.post(admin_url(Article, "retire", chapter.pk))

    assert found("chest pain")[0] == "/relief/neck/#more"


def test_an_edited_chapter_is_found_by_its_new_words_alone(found, edit):
    chapter = Article.objects.get(slug="a-knot-resistant-life")

    edit(chapter, body="## Stripes\n\nA zebra.", slug="Zebra_1")

    assert found("zebra") == ["/guide/Zebra_1/#section-stripes"]
    assert found("yoga") == []


def test_an_edited_row_of_quick_relief_is_found(found, edit):
    relief = {"tool": "A zebra brush", "hold_to_seconds": "47"}
    changes = {f"quick_relief-0-{name}": value for name, value in relief.items()}

    edit(BodyArea.objects.get(slug="neck"), **changes)

    assert found("zebra") == ["/relief/neck/"]
    # In a text, too, that only refers to the row.
    text = "/guide/self-massage-without-more-pain/#section-neck"
    assert text in found("47 seconds")


STRETCH = "/relief/shoulders/#stretch-doorway-pec-stretch"
HEAT = "/guide/ease-a-knot-now/#section-warm-it-first"
QUESTION = "/questions/#knot-or-something-more-serious"


@pytest.mark.parametrize(
    ("model", "changes", "words", "path"),
    [
        (CareCard, {"bullets": "you have a zebra"}, "zebra", EMERGENCY),
        (Dose, {"from_seconds": "660", "to_seconds": "1380"}, "23 minutes", HEAT),
        (Question, {"answer": "A zebra."}, "zebra", QUESTION),
        (Stretch, {"steps": "Be a zebra."}, "zebra", STRETCH),
    ],
    ids=["card", "dose", "question", "stretch"],
)
def test_every_edited_row_is_found(found, edit, model, changes, words, path):
    row = Dose.objects.get(slug="heat") if model is Dose else model.objects.first()

    edit(row, **changes)

    assert path in found(words)


def test_deleted_questions_are_not_found(found, editor_client):
    question = Question.objects.get(slug="how-long-until-it-goes")
    path = question.get_absolute_url()
    assert path in found("how long")

    editor_client.post(admin_url(Question, "delete", question.pk), {"post": "yes"})
    assert path not in found("how long")

    unlinked = Question.objects.exclude(slug="when-to-see-someone")
    chosen = list(unlinked.values_list("pk", flat=True))
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    editor_client.post(admin_url(Question, "changelist"), sent)

    assert QUESTION not in found("how long")


def test_the_most_urgent_card_is_first_in_the_order_of_the_desk(found, editor_client):
    assert found("numb")[:2] == [EMERGENCY, TODAY]
    card = CareCard.objects.get(slug="help-today")

    editor_client.post(admin_url(CareCard, "move", card.pk, "up"))

    assert found("numb")[:2] == [TODAY, EMERGENCY]


def test_whatever_changes_the_guide_is_seen_by_the_next_search(found, make_article):
    assert found("zebra") == []
    Question.objects.filter(slug="knot-or-something-more-serious").update(
        answer="Zebra"
    )
    assert found("zebra") == [QUESTION]

    chapter = make_article(slug="zebra", title="Zebra", body="Okapi.")
    assert found("zebra") == ["/guide/zebra/", QUESTION]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_article WHERE id = %s", [chapter.pk])
    assert found("zebra") == [QUESTION]


def test_a_guide_that_stays_as_it_is_is_read_once(search, django_assert_num_queries):
    search("neck")

    with django_assert_num_queries(1):  # which edition it is
        query.search("calf", 20)


def test_a_long_guide_is_searched_whole_and_warnings_come_first(guide, make_article):
    for number in range(60):
        make_article(slug=f"chest-{number}", body="The chest.")

    results = query.search("chest", 1000).results

    assert len({each.path for each in results}) == len(results) > 60
    assert results[0].kind == "warning"
