"""Break reminders in a real browser: by keyboard, without script, with every error."""

from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import expect

from .acts import press, tab_to
from .rules import PHONE, barriers

ADD = "Add to my calendar"
EMPTY = "/breaks.ics?closes=05:00&opens=09:00"


def add(page) -> Calendar:
    """The calendar that the button brings."""
    with page.expect_download() as download:
        page.get_by_role("button", name=ADD).press("Enter")
    assert download.value.suggested_filename == "knotcare-breaks.ics"
    return Calendar.from_ical(Path(download.value.path()).read_bytes())


def test_without_script_one_button_brings_the_calendar(scriptless, site):
    scriptless.goto(f"{site}/breaks/")

    calendar = add(scriptless)

    assert len(calendar.walk("VEVENT")) == 10


def test_the_keyboard_alone_leads_to_a_calendar_of_ones_own(page, site):
    page.goto(f"{site}/breaks/")

    tab_to(page, "[name=day][value=FR]")
    page.keyboard.press("Space")
    tab_to(page, "[name=closes]")
    page.keyboard.type("0300PM")
    tab_to(page, "[name=every]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=idea]")
    page.keyboard.press("ArrowDown")
    tab_to(page, ".breaks .button")
    first, *rest = add(page).walk("VEVENT")

    assert first["SUMMARY"] == "Break: Doorway pec stretch"
    assert first["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH"]
    assert [event["DTSTART"].dt.hour for event in [first, *rest]] == [*range(10, 15)]


def test_without_script_the_errors_take_the_focus_and_lead_to_the_fields(
    scriptless, site
):
    scriptless.goto(f"{site}/breaks/")
    for box in scriptless.locator("[name=day]:checked").all()[::-1]:
        box.uncheck()
    scriptless.get_by_role("radio", name="60 minutes").check()

    press(scriptless, ADD)

    expect(scriptless).to_have_title("Error: Break reminders – Knotcare")
    expect(scriptless.locator(".error-summary")).to_be_focused()
    assert scriptless.get_by_role("radio", name="60 minutes").is_checked()
    scriptless.get_by_role("link", name="Choose at least one weekday.").click()
    expect(scriptless.locator("#id_day_0")).to_be_focused()


def test_the_page_of_errors_keeps_nobody_out(page, site):
    page.goto(site + EMPTY)

    assert page.locator(".field__error").count() == 4
    assert barriers(page) == []


def test_the_days_are_read_by_their_whole_names_and_targets_fit_a_thumb(page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/breaks/")

    for day in ("Monday", "Wednesday", "Sunday"):
        assert page.get_by_role("checkbox", name=day, exact=True).count() == 1
    for target in page.locator(".breaks :is(.choice, [type=time], .button)").all():
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 44
