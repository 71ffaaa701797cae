"""What the guide uses can't be deleted, and the desk says where it is used."""

import pytest

from articles.models import Article, BodyArea, CareCard, Dose, Question, Source, Stretch
from tests.desk import admin_url


@pytest.mark.parametrize(
    ("model", "slug", "places"),
    [
        (CareCard, "call-911", ["When it is more than a knot", "Neck", "Shoulders"]),
        (Dose, "heat", ["Ease a knot now"]),
        (Stretch, "childs-pose", ["Stretches that release"]),
        (Source, "safiri-2020", ["Find the real source"]),
        (BodyArea, "neck", ["Self-massage without more pain"]),
        (Question, "when-to-see-someone", ["A knot-resistant life"]),
    ],
)
def test_a_used_row_stays_and_its_places_are_named(guide, desk_of, model, slug, places):
    row = model.objects.get(slug=slug)
    url = admin_url(model, "delete", row.pk)
    editor = desk_of("Editors")

    asked, refused = editor.get(url), editor.post(url, {"post": "yes"})

    for page in (asked.content.decode(), refused.content.decode()):
        for place in places:
            assert f">{place}</a>" in page
        assert "Change that first." in page
    assert model.objects.filter(pk=row.pk).exists()


def test_rows_deleted_together_are_refused_together(guide, desk_of):
    cards = CareCard.objects.values_list("pk", flat=True)

    page = desk_of("Editors").post(
        admin_url(CareCard, "changelist"),
        {
            "action": "delete_selected",
            "_selected_action": list(cards),
            "post": "yes",
        },
    )

    assert "is used by" in page.content.decode()
    assert CareCard.objects.count() == len(cards) == 4


def test_what_a_draft_beside_a_text_uses_stays_too(press, make_article, client):
    chapter = make_article(title="Host")
    source = Source.objects.create(slug="paper", citation="A paper")
    press("_keep", chapter, body="A claim.[^paper]")

    page = client.post(admin_url(Source, "delete", source.pk), {"post": "yes"})

    assert ">Host</a>" in page.content.decode()


@pytest.mark.parametrize(
    "text", ["`{dose old}`", "    {timer old}", "dose old", "{dose older}"]
)
def test_words_that_only_look_like_a_use_keep_nothing(desk_of, make_article, text):
    dose = Dose.objects.create(name="Old", slug="old", to_seconds=5)
    Dose.objects.create(name="Older", slug="older", to_seconds=5)
    make_article(body=text)

    desk_of("Editors").post(admin_url(Dose, "delete", dose.pk), {"post": "yes"})

    assert not Dose.objects.filter(pk=dose.pk).exists()


@pytest.mark.parametrize("status", ["published", "retired"])
def test_a_chapter_that_readers_know_is_not_deleted(desk_of, make_article, status):
    chapter = make_article(status=status)
    url = admin_url(Article, "delete", chapter.pk)

    page = desk_of("Editors").post(url, {"post": "yes"}).content.decode()

    assert Article.objects.exists()
    assert ("Retire it instead" in page) == (status == "published")


def test_a_draft_can_be_deleted_and_loses_its_preview(
    desk_of, press, make_article, client
):
    draft = make_article(status="draft")
    press("_share", draft)

    client.post(admin_url(Article, "delete", draft.pk), {"post": "yes"})

    assert not Article.objects.exists()


def test_a_draft_to_which_a_text_links_stays(desk_of, make_article):
    draft = make_article(status="draft", slug="soon")
    make_article(title="Host", body="[Soon](/guide/soon/)")
    url = admin_url(Article, "delete", draft.pk)

    page = desk_of("Editors").post(url, {"post": "yes"})

    assert ">Host</a>" in page.content.decode()


@pytest.mark.parametrize("act", ["delete", "retire"])
def test_of_many_uses_some_are_named(desk_of, make_article, act):
    row = make_article(slug="used", status="draft" if act == "delete" else "published")
    for number in range(30):
        make_article(title=f"User {number}", body="[It](/guide/used/)")

    text = desk_of("Editors").get(admin_url(Article, act, row.pk)).content.decode()

    assert text.count(">User ") == 20
    assert "and others" in text
