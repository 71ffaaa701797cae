"""The editors' desk: its pages, and what it refuses to save."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group

from articles.markdown import MAX_CHARACTERS
from articles.models import (
    Article,
    BodyArea,
    CareCard,
    Question,
    Source,
    Stretch,
    UploadedPicture,
)
from booking.models import (
    BookingRequest,
    Closure,
    OpeningHours,
    Service,
    Spa,
    SpecialHours,
    Wish,
)
from booking.submission import submit
from tests.desk import admin_url, form_values, save

PICTURE = "/media/pictures/0123456789abcdef0123456789abcdef-60x30.webp"
NO_DESCRIPTION = "A picture has no description."


@pytest.fixture
def desk(guide, django_user_model):
    """A row of every kind that the desk shows."""
    Spa.objects.create(pk=1)
    Service.objects.create(name="Massage", minutes=60, order=1)
    OpeningHours.objects.create(weekday=0, opens="09:00", closes="18:00")
    SpecialHours.objects.create(day="2027-03-07", opens="10:00", closes="12:00")
    Closure.objects.create(first_day="2027-07-04", last_day="2027-07-05")
    Group.objects.create(name="Editors")
    UploadedPicture.objects.create(key="a" * 32, width=60, height=30, has_avif=True)
    asked = BookingRequest(
        service_name="Massage",
        minutes=60,
        name="Ana Bell",
        email="ana@visitor.example",
        fit_for_massage=True,
        consented=True,
        wishes_end_at=datetime(2027, 3, 6, 17, 45, tzinfo=UTC),
        delete_on=date(2027, 9, 1),
    )
    submit(asked, [Wish(day=date(2027, 3, 6), part="morning")])
    django_user_model.objects.create_superuser("owner")


def test_the_front_page_of_the_desk_names_what_can_be_changed(desk, editor_client):
    page = editor_client.get("/admin/").content.decode()

    assert "Your desk" in page
    for words in ("Chapters", "Questions", "Body areas and quick relief", "Care cards"):
        assert words in page


@pytest.mark.parametrize(
    ("model", "words", "slugs"),
    [
        (Article, "resistant", ["a-knot-resistant-life"]),
        (BodyArea, "own fingers", ["neck"]),
        (CareCard, "trouble breathing", ["call-911"]),
        (Question, "how long", ["how-long-until-it-goes"]),
        (Source, "Safiri", ["safiri-2020"]),
        (Stretch, "doorway", ["doorway-pec-stretch"]),
        (Stretch, "zebra", []),
    ],
)
def test_a_row_is_found_by_its_words(desk, editor_client, model, words, slugs):
    response = editor_client.get(admin_url(model, "changelist"), {"q": words})

    assert [row.slug for row in response.context["cl"].result_list] == slugs


@pytest.mark.parametrize(
    ("model", "field"),
    [(Article, "body"), (Question, "answer"), (BodyArea, "advice")],
)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{care-card nope}", "{care-card nope} names nothing in the guide."),
        ("Hold for {hold nope}.", "{hold nope} names nothing in the guide."),
        ("A claim.[^nope]", "[^nope] names nothing in the guide."),
        (f"![]({PICTURE})", NO_DESCRIPTION),
        (f"![Describe this picture]({PICTURE})", NO_DESCRIPTION),
        ("![A back](https://example.com/a.jpg)", "is not one of ours"),
        ("x" * (MAX_CHARACTERS + 1), "Split it in two."),
    ],
    ids=lambda value: value[:30],
)
def test_a_text_that_can_not_be_shown_is_not_saved(
    desk, editor_client, model, field, text, reason
):
    row = model.objects.first()
    url = admin_url(model, "change", row.pk)
    other = "name" if model is BodyArea else "slug"

    response = save(editor_client, url, **{field: text, other: "a-new-address"})

    assert response.status_code == 200
    (error,) = response.context["adminform"].form.errors[field]
    assert reason in error
    assert f'<ul class="errorlist" id="id_{field}_error">' in response.content.decode()
    typed = form_values(response)
    assert (typed[field], typed[other]) == (text, "a-new-address")
    assert getattr(model.objects.get(pk=row.pk), other) == getattr(row, other)


def test_every_problem_of_a_text_is_named_at_once(desk, editor_client):
    url = admin_url(Question, "change", Question.objects.first().pk)

    response = save(editor_client, url, answer=f"{{dose nope}} [^nope] ![]({PICTURE})")

    assert len(response.context["adminform"].form.errors["answer"]) == 3


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"_publish": ""}, "Write a summary before readers see this chapter."),
        (
            {"_schedule": "", "summary": "Short."},
            "Say when readers will see this text.",
        ),
        ({"reviewed_by": "A. Person, PT"}, "Say on which day the reviewer checked"),
        ({"title": ""}, "This field is required."),
    ],
)
def test_an_unready_chapter_stays_as_it_was(make_article, editor_client, wish, reason):
    draft = make_article(status="draft", summary="", published_at=None)

    response = save(editor_client, admin_url(Article, "change", draft.pk), **wish)

    assert reason in response.content.decode()
    draft.refresh_from_db()
    assert (draft.status, draft.summary, draft.reviewed_by) == ("draft", "", "")


def test_a_public_chapter_links_to_its_page(make_article, editor_client):
    public, draft = make_article(), make_article(status="draft")

    seen = editor_client.get(admin_url(Article, "change", public.pk))
    hidden = editor_client.get(admin_url(Article, "change", draft.pk))

    assert "View on site" in seen.content.decode()
    assert "View on site" not in hidden.content.decode()
    page = editor_client.get(seen.context["absolute_url"])
    assert page.url.endswith(f"/guide/{public.slug}/")


def test_a_sources_address_is_a_safe_one_unless_said_otherwise(desk, editor_client):
    source = Source.objects.first()

    save(editor_client, admin_url(Source, "change", source.pk), url="example.com/paper")

    source.refresh_from_db()
    assert source.url == "https://example.com/paper"


def test_the_name_by_which_texts_refer_to_a_row_stays(guide, editor_client):
    card = CareCard.objects.first()

    save(
        editor_client,
        admin_url(CareCard, "change", card.pk),
        slug="other",
        heading="Go if",
    )

    changed = CareCard.objects.get(pk=card.pk)
    assert (changed.slug, changed.heading) == (card.slug, "Go if")
