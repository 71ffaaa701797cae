"""The editors' desk: its pages, and what it refuses to save."""

import pytest

from articles.markdown.renderer import MAX_CHARACTERS
from articles.models import Article, BodyArea, CareCard, Question, Source, Stretch
from tests.desk import admin_url, form_values, save

PICTURE = "/media/pictures/0123456789abcdef0123456789abcdef-60x30.webp"
NO_DESCRIPTION = "A picture has no description."
NOT_TO_BE_SHOWN = {
    "{care-card nope}": "{care-card nope} names nothing in the guide.",
    "Hold for {hold nope}.": "{hold nope} names nothing in the guide.",
    "A claim.[^nope]": "[^nope] names nothing in the guide.",
    f"![]({PICTURE})": NO_DESCRIPTION,
    f"![Describe this picture]({PICTURE})": NO_DESCRIPTION,
    "![A back](https://example.com/a.jpg)": "is not one of ours",
    "x" * (MAX_CHARACTERS + 1): "Split it in two.",
}


def test_the_front_page_of_the_desk_names_what_can_be_changed(guide, editor_client):
    page = editor_client.get("/admin/").content.decode()

    assert "Your desk" in page
    for words in ("Chapters", "Questions", "Body areas and quick relief", "Care cards"):
        assert words in page


def test_a_row_is_found_by_its_words(guide, editor_client):
    def found(model, words):
        page = editor_client.get(admin_url(model, "changelist"), {"q": words})
        return [row.slug for row in page.context["cl"].result_list]

    assert found(Article, "resistant") == ["a-knot-resistant-life"]
    assert found(BodyArea, "own fingers") == ["neck"]
    assert found(CareCard, "trouble breathing") == ["call-911"]
    assert found(Question, "how long") == ["how-long-until-it-goes"]
    assert found(Source, "Safiri") == ["safiri-2020"]
    assert found(Stretch, "doorway") == ["doorway-pec-stretch"]
    assert found(Stretch, "zebra") == []


@pytest.mark.parametrize(
    ("model", "field", "other"),
    [
        (Article, "body", "slug"),
        (Question, "answer", "slug"),
        (BodyArea, "advice", "name"),
    ],
)
def test_a_text_that_can_not_be_shown_is_not_saved(
    guide, editor_client, subtests, model, field, other
):
    row = model.objects.first()
    before = model.objects.values().get(pk=row.pk)
    url = admin_url(model, "change", row.pk)
    form = form_values(editor_client.get(url)) | {other: "a-new-address"}

    for text, reason in NOT_TO_BE_SHOWN.items():
        with subtests.test(text=text[:30]):
            response = editor_client.post(url, form | {field: text})

            assert response.status_code == 200
            (error,) = response.context["adminform"].form.errors[field]
            assert reason in error
            told = f'<ul class="errorlist" id="id_{field}_error">'
            assert told in response.content.decode()
            typed = form_values(response)
            assert (typed[field], typed[other]) == (text, "a-new-address")
            assert model.objects.values().get(pk=row.pk) == before


def test_every_problem_of_a_text_is_named_at_once(guide, editor_client):
    url = admin_url(Question, "change", Question.objects.first().pk)

    response = save(editor_client, url, answer=f"{{dose nope}} [^nope] ![]({PICTURE})")

    assert len(response.context["adminform"].form.errors["answer"]) == 3


def test_a_public_chapter_links_to_its_page(make_article, editor_client):
    public, draft = make_article(), make_article(status="draft")

    seen = editor_client.get(admin_url(Article, "change", public.pk))
    hidden = editor_client.get(admin_url(Article, "change", draft.pk))

    assert "View on site" in seen.content.decode()
    assert "View on site" not in hidden.content.decode()
    page = editor_client.get(seen.context["absolute_url"])
    assert page.url.endswith(f"/guide/{public.slug}/")


def test_a_sources_address_is_a_safe_one_unless_said_otherwise(guide, editor_client):
    source = Source.objects.first()

    save(editor_client, admin_url(Source, "change", source.pk), url="example.com/paper")

    assert Source.objects.get(pk=source.pk).url == "https://example.com/paper"


def test_the_name_by_which_texts_refer_to_a_row_stays(guide, editor_client):
    card = CareCard.objects.first()
    url = admin_url(CareCard, "change", card.pk)

    save(editor_client, url, slug="other", heading="Go if")

    changed = CareCard.objects.get(pk=card.pk)
    assert (changed.slug, changed.heading) == (card.slug, "Go if")
