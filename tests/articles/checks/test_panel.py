"""The checks panel in the admin: what it says, to whom, and what it keeps from readers."""

import html5lib
import pytest

from articles.models import Article, BodyArea, CareCard, Dose, Question, Stretch
from tests.desk import admin_url, form_values, save

FAULTY = "Hold for {hold nek}.\n\n## Rest\n\n#### Then\n\nIt helps 90% of us."
TEXTS = [(Article, "body"), (Question, "answer"), (BodyArea, "advice")]
CHECKED = [Article, Question, BodyArea, Stretch, CareCard, Dose]


def panel(response) -> str:
    """The words of the panel on a page or in an answer."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return " ".join("".join(page.find(".//checks-panel").itertext()).split())


def places(response) -> list[tuple]:
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    links = page.findall(".//checks-panel//a")
    return [(link.get("href"), link.get("data-line")) for link in links]


def check(client, model, row=None, **typed):
    query = f"?row={row.pk}" if row else ""
    return client.post(admin_url(model, "check") + query, typed)


@pytest.fixture
def draft(make_article):
    return make_article(status="draft", summary="", body=FAULTY)


@pytest.mark.parametrize("model", CHECKED)
def test_a_shipped_text_has_nothing_to_improve(guide, editor_client, model):
    url = admin_url(model, "change", model.objects.first().pk)

    assert panel(editor_client.get(url)) == "Nothing to improve."


def test_the_panel_of_a_saved_text_leads_to_each_place(draft, editor_client):
    page = editor_client.get(admin_url(Article, "change", draft.pk))

    assert panel(page).startswith(
        "2 errors to mend before readers see it, 2 other things to look at. "
        "Stops publishing Summary Write a summary"
    )
    assert places(page) == [
        ("#id_summary", "0"),
        ("#id_body", "1"),
        ("#id_body", "5"),
        ("#id_body", "7"),
    ]
    for href in ("id_summary", "id_body"):
        assert f'id="{href}"' in page.content.decode()


def test_one_thing_is_said_as_one(make_article, editor_client):
    chapter = make_article(summary="S" * 60, body="It helps 90%.")

    page = editor_client.get(admin_url(Article, "change", chapter.pk))

    assert panel(page).startswith("1 thing to look at. Worth a look")


@pytest.mark.parametrize(("model", "field"), TEXTS)
def test_what_is_typed_is_checked_and_not_saved(guide, editor_client, model, field):
    row = model.objects.first()
    before = getattr(row, field)

    answer = check(editor_client, model, row, **{field: FAULTY})

    assert "{hold nek} names nothing in the guide." in panel(answer)
    assert "90% has no source beside it" in panel(answer)
    assert f'href="#id_{field}"' in answer.content.decode()
    row.refresh_from_db()
    assert getattr(row, field) == before


def test_a_text_that_was_never_saved_is_checked(guide, editor_client):
    add = editor_client.get(admin_url(Article, "add"))
    typed = {
        "title": "T",
        "slug": "not a slug",
        "body": FAULTY,
        "last_reviewed_on": "x",
    }

    answer = check(editor_client, Article, **typed)

    assert "Write a summary" in panel(add)
    assert "{hold nek} names nothing in the guide." in panel(answer)
    assert not Article.objects.filter(title="T").exists()


def test_what_an_editor_types_is_shown_as_text(guide, editor_client):
    answer = check(editor_client, Question, answer="<script>x</script> 90%")

    assert "<script" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()


def test_of_a_great_many_the_first_are_shown(guide, editor_client):
    answer = check(editor_client, Question, answer="## a\n\n" * 60)

    assert len(places(answer)) == 50
    assert panel(answer).endswith("These are the first 50 of 59.")


def test_a_draft_is_saved_with_its_errors(draft, editor_client):
    url = admin_url(Article, "change", draft.pk)

    response = save(editor_client, url, body="{hold nek} and {care-card nope}")

    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.body == "{hold nek} and {care-card nope}"


@pytest.mark.parametrize(
    "wish",
    [
        {"_publish": "1"},
        {"_schedule": "1", "appears_at_0": "2126-01-01", "appears_at_1": "09:00"},
    ],
    ids=["published", "scheduled"],
)
def test_errors_keep_a_draft_from_readers(draft, editor_client, wish):
    response = save(editor_client, admin_url(Article, "change", draft.pk), **wish)

    errors = response.context["adminform"].form.errors
    assert errors["body"] == ["{hold nek} names nothing in the guide."]
    assert errors["summary"] == ["Write a summary before readers see this chapter."]
    assert form_values(response)["body"].startswith("Hold for {hold nek}.")
    assert "2 errors" in panel(response)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_warnings_keep_nothing_from_readers(make_article, editor_client):
    draft = make_article(status="draft", body="It helps 90%.")

    save(editor_client, admin_url(Article, "change", draft.pk), _publish="1")

    draft.refresh_from_db()
    assert draft.status == "published"
