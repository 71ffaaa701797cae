"""The search knows at once what an editor did, and never what readers may not see."""

import pytest
import time_machine

from articles.models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    Passage,
    Question,
    Stretch,
)
from articles.search import rebuild
from tests.articles.searches import EMERGENCY, TODAY, paths_in, text_in
from tests.desk import admin_url, save


@pytest.fixture
def search(client, guide):
    rebuild()
    return lambda words: client.get("/search/", {"q": words}).content.decode()


@pytest.fixture
def edit(editor_client):
    """Change a row on its page of the admin."""

    def change(row, **changes):
        response = save(
            editor_client, admin_url(type(row), "change", row.pk), **changes
        )
        assert response.status_code == 302

    return change


def test_a_draft_is_not_found(search, make_article):
    make_article(title="Zebra", body="A zebra.", status="draft")
    rebuild()

    assert paths_in(search("zebra")) == []


def test_a_scheduled_chapter_is_found_when_its_time_has_come(search, make_article):
    make_article(
        slug="zebra",
        body="A zebra.",
        status="scheduled",
        published_at="2027-03-01T10:00:00Z",
    )
    rebuild()

    with time_machine.travel("2027-03-01T09:59:59Z", tick=False):
        assert paths_in(search("zebra")) == []
    with time_machine.travel("2027-03-01T10:00:00Z", tick=False):
        assert paths_in(search("zebra")) == ["/guide/zebra/"]


def test_a_retired_chapter_is_not_found_any_more(search):
    assert paths_in(search("yoga"))

    Article.objects.update(status="retired")

    assert paths_in(search("yoga")) == []
    assert "The screen habit" not in search("tech neck")


def test_no_misspelling_brings_out_a_word_of_a_draft(search, make_article):
    make_article(title="Secret", body="Zebrastripes.", status="draft")
    rebuild()

    text = text_in(search("yoga zebrastrips"))

    assert "for “yoga zebrastrips”" in text
    assert "zebrastripes" not in text


def test_cards_are_read_elsewhere_once_their_chapter_is_retired(search, editor_client):
    chapter = Article.objects.get(slug="more-than-a-knot")
    editor_client.post(admin_url(Article, "retire", chapter.pk))

    first, *_ = paths_in(search("chest pain"))

    assert first == "/relief/neck/#more"


def test_an_edited_chapter_is_found_by_its_new_words_alone(search, edit):
    chapter = Article.objects.get(slug="a-knot-resistant-life")

    edit(chapter, body="## Stripes\n\nA zebra.", slug="Zebra_1")

    assert paths_in(search("zebra")) == ["/guide/Zebra_1/#section-stripes"]
    assert paths_in(search("yoga")) == []


def test_a_published_draft_is_found(search, edit, make_article):
    draft = make_article(slug="zebra", body="A zebra.", status="draft")

    edit(draft, _publish="")

    assert paths_in(search("zebra")) == ["/guide/zebra/"]


def test_an_edited_row_of_quick_relief_is_found(search, edit):
    neck = BodyArea.objects.get(slug="neck")

    edit(
        neck,
        **{
            "quick_relief-0-tool": "A zebra brush",
            "quick_relief-0-hold_to_seconds": "47",
        },
    )

    assert paths_in(search("zebra")) == ["/relief/neck/"]
    # In a text, too, that only refers to the row.
    assert "/guide/self-massage-without-more-pain/#section-neck" in paths_in(
        search("47 seconds")
    )


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
    ids=lambda value: getattr(value, "__name__", None),
)
def test_every_edited_row_is_found(search, edit, model, changes, words, path):
    row = Dose.objects.get(slug="heat") if model is Dose else model.objects.first()

    edit(row, **changes)

    assert path in paths_in(search(words))


def test_a_deleted_question_is_not_found(search, editor_client):
    question = Question.objects.get(slug="how-long-until-it-goes")
    url = admin_url(Question, "delete", question.pk)
    assert question.get_absolute_url() in paths_in(search("how long"))

    editor_client.post(url, {"post": "yes"})

    assert question.get_absolute_url() not in paths_in(search("how long"))


def test_questions_deleted_together_are_not_found(search, editor_client):
    unlinked = Question.objects.exclude(slug="when-to-see-someone")
    editor_client.post(
        admin_url(Question, "changelist"),
        {
            "action": "delete_selected",
            "_selected_action": list(unlinked.values_list("pk", flat=True)),
            "post": "yes",
        },
    )

    assert Passage.objects.filter(kind="question").count() == 1
    assert QUESTION not in paths_in(search("how long"))


def test_deleting_a_chapter_speaks_of_nothing_that_is_only_for_the_search(
    search, editor_client
):
    chapter = Article.objects.first()

    page = editor_client.get(admin_url(Article, "delete", chapter.pk))

    assert "assage:" not in page.content.decode()


def test_the_most_urgent_card_is_first_in_the_order_of_the_desk(search, editor_client):
    assert paths_in(search("numb"))[:2] == [EMERGENCY, TODAY]
    card = CareCard.objects.get(slug="help-today")

    editor_client.post(admin_url(CareCard, "move", card.pk, "up"))

    assert paths_in(search("numb"))[:2] == [TODAY, EMERGENCY]


def test_a_refused_edit_changes_nothing(search, editor_client):
    before = list(Passage.objects.values_list("pk", flat=True))
    url = admin_url(Question, "change", Question.objects.first().pk)

    assert save(editor_client, url, answer="{hold nope}").status_code == 200

    assert list(Passage.objects.values_list("pk", flat=True)) == before
