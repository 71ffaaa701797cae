"""The checks panel beside rows of plain words, in a real browser."""

import pytest

from articles.models import BodyArea, CareCard, Dose, Stretch

from .test_accessibility import DESKTOP, PHONE, RULES, axe, scrolls_sideways
from .test_checks_panel import open_admin

__all__ = ["open_admin"]


def selected(page, field: str) -> str:
    return page.eval_on_selector(
        field, "(text) => text.value.slice(text.selectionStart, text.selectionEnd)"
    )


def change(row) -> str:
    return f"/admin/articles/{row._meta.model_name}/{row.pk}/change/"


def test_an_item_of_many_is_found_by_its_line(open_admin):
    page = open_admin(change(Stretch.objects.get(slug="childs-pose")))

    page.fill("#id_steps", "Kneel.\nSit **back**.\nSit **back** again.")
    page.get_by_role("link", name="Steps, line 3").click()

    assert selected(page, "#id_steps") == "**back**"
    start = page.eval_on_selector("#id_steps", "(text) => text.selectionStart")
    assert start > len("Kneel.\nSit **back**.")


def test_words_of_a_field_are_found_in_it(open_admin):
    page = open_admin(change(BodyArea.objects.first()))
    action = "#id_quick_relief-0-action"

    page.fill(action, "Press it. Hold for 45 seconds.")
    page.get_by_role("link", name="Quick relief, action").click()

    assert selected(page, action) == "45 seconds"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_panel_of_a_row_keeps_nobody_out(page, open_admin, size, theme):
    Stretch.objects.update(drawing="", target="Cures it in 45 seconds.")
    CareCard.objects.update(heading="**Watch** out")
    Dose.objects.update(detail="cures it in 45 seconds")
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)

    for model in (Stretch, CareCard, Dose):
        open_admin(change(model.objects.first()))
        result = axe.run(page, context=".field-checks", options={"runOnly": RULES})

        assert page.locator(".checks__place").count() >= 2
        assert result.violations_count == 0, result.generate_report()
        assert scrolls_sideways(page) is False
