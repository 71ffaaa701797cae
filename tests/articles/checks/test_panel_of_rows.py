"""The checks panel beside rows of plain words, and what it keeps from readers."""

import pytest

from articles.models import BodyArea, CareCard, Dose, QuickRelief, Stretch
from tests.articles.checks.test_panel import check, panel, places
from tests.desk import admin_url, save


@pytest.mark.parametrize(
    ("model", "field", "words"),
    [
        (Stretch, "steps", "Stand.\r\nThis **cures**."),
        (CareCard, "bullets", "you faint\r\nit **cures**"),
        (Dose, "detail", "a {dose heat} cures"),
    ],
)
def test_the_words_of_a_row_are_checked_while_they_are_typed(
    guide, editor_client, model, field, words
):
    row = model.objects.first()
    before = getattr(row, field)

    answer = check(editor_client, model, row, **{field: words})

    assert "1 error to mend before readers see it, 1 other thing" in panel(answer)
    assert {href for href, _ in places(answer)} == {f"#id_{field}"}
    row.refresh_from_db()
    assert getattr(row, field) == before


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
    args = [area.pk] if row else []
    form = editor_client.get(admin_url(BodyArea, page, *args)).content.decode()
    for href in hrefs:
        assert f'id="{href[1:]}"' in form
    area.quick_relief.refresh_from_db()
    assert area.quick_relief.stop_sign != "No."


@pytest.mark.parametrize(
    ("model", "field", "message"),
    [
        (Stretch, "caution", "Say what to avoid and when to stop."),
        (CareCard, "heading", "Readers would see **If** as it is"),
        (Dose, "detail", "Readers would see **If** as it is"),
    ],
)
def test_errors_of_a_row_keep_it_from_readers(
    guide, editor_client, model, field, message
):
    row = model.objects.first()
    before = getattr(row, field)

    page = save(editor_client, admin_url(model, "change", row.pk), **{field: "**If**"})

    assert page.status_code == 200
    told = page.context["adminform"].form.errors[field]
    assert told[0].startswith(message)
    row.refresh_from_db()
    assert getattr(row, field) == before


def test_errors_of_quick_relief_stand_at_its_fields(guide, editor_client):
    area = BodyArea.objects.first()
    url = admin_url(BodyArea, "change", area.pk)

    page = save(editor_client, url, **{"quick_relief-0-action": "**Hold** it."})

    (inline,) = page.context["inline_admin_formsets"]
    assert inline.formset.errors == [
        {"action": ["Readers would see **Hold** as it is: only words go here."]}
    ]
    assert not QuickRelief.objects.filter(action__contains="**").exists()


def test_an_empty_field_is_told_once(guide, editor_client):
    row = Stretch.objects.first()

    page = save(editor_client, admin_url(Stretch, "change", row.pk), caution="")

    errors = page.context["adminform"].form.errors["caution"]
    assert errors == ["This field is required."]


def test_warnings_keep_no_row_from_readers(guide, editor_client):
    row = Stretch.objects.first()
    url = admin_url(Stretch, "change", row.pk)

    save(editor_client, url, drawing="", target="Hold it for 45 seconds.")

    row.refresh_from_db()
    assert (row.drawing, row.target) == ("", "Hold it for 45 seconds.")
