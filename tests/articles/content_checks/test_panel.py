"""The checks panel in the admin: what it says, to whom, and what it keeps from readers."""

from itertools import product

import html5lib
import pytest
from django.contrib.auth.models import Permission

from articles.models import Article, BodyArea, CareCard, Dose, Question, Stretch
from tests.desk import admin_url, form_values, save

FAULTY = "Hold for {hold nek}.\n\n## Rest\n\n#### Then\n\nIt helps 90% of us."
TEXTS = {Article: "body", Question: "answer", BodyArea: "advice"}
CHECKED = [*TEXTS, Stretch, CareCard, Dose]


def panel_in(response):
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return page.find(".//checks-panel")


def panel(response) -> str:
    """The words of the panel on a page or in an answer."""
    return " ".join("".join(panel_in(response).itertext()).split())


def places(response) -> list[tuple]:
    """The fields and lines that its links lead to."""
    links = panel_in(response).findall(".//a")
    return [(link.get("href"), link.get("data-line")) for link in links]


def check(client, model, row=None, **typed):
    query = f"?row={row.pk}" if row else ""
    return client.post(admin_url(model, "check") + query, typed)


def url_of(row) -> str:
    return admin_url(type(row), "change", row.pk)


@pytest.fixture
def draft(make_article):
    return make_article(status="draft", summary="", body=FAULTY)


def test_a_shipped_text_has_nothing_to_improve(guide, editor_client):
    pages = [editor_client.get(url_of(model.objects.first())) for model in CHECKED]

    assert [panel(page) for page in pages] == ["Nothing to improve."] * len(CHECKED)


def test_the_panel_of_a_saved_text_leads_to_each_place(draft, editor_client):
    page = editor_client.get(url_of(draft))

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
    for field in ("id_summary", "id_body"):
        assert f'id="{field}"' in page.content.decode()


PLAIN = ["1 error to mend before readers see it, 1 other thing"]
TEXT = ["{hold nek} names nothing in the guide.", "90% has no source beside it"]


@pytest.mark.parametrize(
    ("model", "field", "typed", "told"),
    [
        *[(model, field, FAULTY, TEXT) for model, field in TEXTS.items()],
        (Stretch, "steps", "Stand.\r\nThis **cures**.", PLAIN),
        (CareCard, "bullets", "you faint\r\nit **cures**", PLAIN),
        (Dose, "detail", "a {dose heat} cures", PLAIN),
    ],
)
def test_what_is_typed_is_checked_and_not_saved(
    guide, editor_client, model, field, typed, told
):
    row = model.objects.first()
    before = getattr(row, field)

    answer = check(editor_client, model, row, **{field: typed})

    assert [words for words in told if words not in panel(answer)] == []
    hrefs = {href for href, _ in places(answer)}
    assert f"#id_{field}" in hrefs
    assert told is TEXT or len(hrefs) == 1
    row.refresh_from_db()
    assert getattr(row, field) == before


def test_a_text_that_was_never_saved_is_checked(guide, editor_client):
    add = editor_client.get(admin_url(Article, "add"))
    typed = {"title": "T", "slug": "not a slug", "last_reviewed_on": "x"}

    answer = check(editor_client, Article, body=FAULTY, **typed)

    assert "Write a summary" in panel(add)
    assert "{hold nek} names nothing in the guide." in panel(answer)
    assert not Article.objects.filter(title="T").exists()


@pytest.mark.parametrize("page", ["change", "add"])
def test_quick_relief_is_checked_beside_the_advice_of_its_area(
    guide, editor_client, page
):
    area = BodyArea.objects.first()
    row = area if page == "change" else None
    typed = {"advice": "It helps 90%.", "quick_relief-0-stop_sign": "No."}

    answer = check(editor_client, BodyArea, row, **typed)

    hrefs = [href for href, _ in places(answer)]
    assert {"#id_advice", "#id_quick_relief-0-stop_sign"} <= set(hrefs)
    url = url_of(area) if row else admin_url(BodyArea, "add")
    form = editor_client.get(url).content.decode()
    assert [href for href in hrefs if f'id="{href[1:]}"' not in form] == []
    area.quick_relief.refresh_from_db()
    assert area.quick_relief.stop_sign != "No."


def test_what_an_editor_types_is_shown_as_text(guide, editor_client):
    answer = check(editor_client, Question, answer="<script>x</script> 90%")

    assert "<script" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()


def test_of_a_great_many_the_first_are_shown(guide, editor_client):
    answer = check(editor_client, Question, answer="## a\n\n" * 60)

    assert len(places(answer)) == 50
    assert panel(answer).endswith("These are the first 50 of 59.")


def test_a_draft_is_saved_with_its_errors(draft, editor_client):
    body = "{hold nek} and {care-card nope}"

    assert save(editor_client, url_of(draft), body=body).status_code == 302

    draft.refresh_from_db()
    assert draft.body == body


@pytest.mark.parametrize(
    "wish",
    [
        {"_publish": "1"},
        {"_schedule": "1", "appears_at_0": "2126-01-01", "appears_at_1": "09:00"},
    ],
    ids=["published", "scheduled"],
)
def test_errors_keep_a_draft_from_readers(draft, editor_client, wish):
    response = save(editor_client, url_of(draft), **wish)

    errors = response.context["adminform"].form.errors
    assert errors["body"] == ["{hold nek} names nothing in the guide."]
    assert errors["summary"] == ["Write a summary before readers see this chapter."]
    assert form_values(response)["body"].startswith("Hold for {hold nek}.")
    assert "2 errors" in panel(response)
    draft.refresh_from_db()
    assert draft.status == "draft"


AS_IT_IS = "Readers would see **If** as it is: only words go here."
NO_STOP_SIGN = (
    "Say what to avoid and when to stop. Nobody should follow this without its stop "
    "sign."
)


@pytest.mark.parametrize(
    ("model", "field", "typed", "errors"),
    [
        (Stretch, "caution", "", ["This field is required."]),
        (Stretch, "caution", "**If**", [NO_STOP_SIGN, AS_IT_IS]),
        (CareCard, "heading", "**If**", [AS_IT_IS]),
        (Dose, "detail", "**If**", [AS_IT_IS]),
        (BodyArea, "quick_relief-0-action", "**If**", [AS_IT_IS]),
    ],
)
def test_errors_of_a_row_stand_at_its_field_and_keep_it_from_readers(
    guide, editor_client, model, field, typed, errors
):
    row = model.objects.first()
    before = form_values(editor_client.get(url_of(row)))[field]

    page = save(editor_client, url_of(row), **{field: typed})

    assert page.status_code == 200
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += inline.forms
    name = field.rpartition("-")[2]
    assert [form.errors for form in forms if form.errors] == [{name: errors}]
    assert form_values(editor_client.get(url_of(row)))[field] == before != typed


def test_warnings_keep_nothing_from_readers(guide, make_article, editor_client):
    draft = make_article(status="draft", summary="S" * 60, body="It helps 90%.")
    row = Stretch.objects.first()
    page = editor_client.get(url_of(draft))
    assert panel(page).startswith("1 thing to look at. Worth a look")

    save(editor_client, url_of(draft), _publish="1")
    save(editor_client, url_of(row), drawing="", target="Hold it for 45 seconds.")

    draft.refresh_from_db()
    row.refresh_from_db()
    assert draft.status == "published"
    assert (row.drawing, row.target) == ("", "Hold it for 45 seconds.")


@pytest.mark.parametrize(
    ("role", "status"), [("Editors", 200), ("Front desk", 403), (None, 403)]
)
def test_only_editors_are_answered(guide, client, desk_of, role, status):
    if role:
        desk_of(role)

    for model, is_new in product(CHECKED, (True, False)):
        response = check(client, model, None if is_new else model.objects.first())

        page = response.content.decode()
        assert response.status_code == status, model
        assert ("checks-panel" in page) is (status == 200)
        assert ("You are signed out" in page) is (status != 200)


def test_who_may_only_look_sees_the_panel(draft, desk_of, django_user_model):
    viewer = desk_of(None)
    may_look = Permission.objects.get(codename="view_article")
    django_user_model.objects.get().user_permissions.add(may_look)

    assert "2 errors" in panel(viewer.get(url_of(draft)))
    assert check(viewer, Article, draft).status_code == 403
