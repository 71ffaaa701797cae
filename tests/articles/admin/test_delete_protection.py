"""What the guide uses can't be deleted, and the desk says where it is used."""

import pytest

from articles.models import Article, BodyArea, CareCard, Dose, Question, Source, Stretch
from tests.desk import admin_url

USED_IN = {
    (CareCard, "call-911"): ["When it is more than a knot", "Neck", "Shoulders"],
    (Dose, "heat"): ["Ease a knot now"],
    (Stretch, "childs-pose"): ["Stretches that release"],
    (Source, "safiri-2020"): ["Find the real source"],
    (BodyArea, "neck"): ["Self-massage without more pain"],
    (Question, "when-to-see-someone"): ["A knot-resistant life"],
}


@pytest.fixture
def editor(desk_of):
    return desk_of("Editors")


def delete(client, row) -> str:
    """Press Delete on the page that asks for it; return the page that comes."""
    url = admin_url(type(row), "delete", row.pk)
    return client.post(url, {"post": "yes"}).content.decode()


def test_a_used_row_stays_and_its_places_are_named(guide, editor, subtests):
    for (model, slug), places in USED_IN.items():
        with subtests.test(slug):
            row = model.objects.get(slug=slug)
            asked = editor.get(admin_url(model, "delete", row.pk)).content.decode()

            for page in (asked, delete(editor, row)):
                assert [each for each in places if f">{each}</a>" not in page] == []
                assert "Change that first." in page
            assert model.objects.filter(pk=row.pk).exists()


def test_rows_deleted_together_are_refused_together(guide, editor):
    cards = list(CareCard.objects.values_list("pk", flat=True))
    act = {"action": "delete_selected", "_selected_action": cards, "post": "yes"}

    page = editor.post(admin_url(CareCard, "changelist"), act)

    assert "is used by" in page.content.decode()
    assert CareCard.objects.count() == len(cards) == 4


def test_what_a_draft_uses_and_a_draft_to_which_a_text_links_stay(
    press, make_article, client
):
    source = Source.objects.create(slug="paper", citation="A paper")
    draft = make_article(status="draft", slug="soon")
    host = make_article(title="Host", body="[Soon](/guide/soon/)")
    press("_keep", host, body="A claim.[^paper]")

    assert ">Host</a>" in delete(client, source)
    assert ">Host</a>" in delete(client, draft)
    assert Source.objects.exists() and Article.objects.count() == 2


def test_words_that_only_look_like_a_use_keep_nothing(editor, make_article):
    for text in ("`{dose old}`", "    {timer old}", "dose old", "{dose older}"):
        dose = Dose.objects.create(name="Old", slug="old", to_seconds=5)
        Dose.objects.get_or_create(name="Older", slug="older", to_seconds=5)
        make_article(body=text)

        delete(editor, dose)

        assert not Dose.objects.filter(slug="old").exists(), text


@pytest.mark.parametrize("status", ["published", "retired"])
def test_a_chapter_that_readers_know_is_not_deleted(editor, make_article, status):
    page = delete(editor, make_article(status=status))

    assert Article.objects.exists()
    assert ("Retire it instead" in page) == (status == "published")


def test_a_draft_can_be_deleted_and_loses_its_preview(press, client, make_article):
    draft = make_article(status="draft")
    press("_share", draft)

    delete(client, draft)

    assert not Article.objects.exists()


@pytest.mark.parametrize("act", ["delete", "retire"])
def test_of_many_uses_some_are_named(editor, make_article, act):
    row = make_article(slug="used", status="draft" if act == "delete" else "published")
    for number in range(30):
        make_article(title=f"User {number}", body="[It](/guide/used/)")

    text = editor.get(admin_url(Article, act, row.pk)).content.decode()

    assert text.count(">User ") == 20
    assert "and others" in text
