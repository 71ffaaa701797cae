"""The front desk in a real browser: answering on a phone, the admin, the day sheet."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from booking import workflow
from booking.hours import PartOfDay
from booking.models import BookingRequest, OpeningHours, Service, Spa, Wish
from booking.submission import submit

from .acts import follow, sign_in
from .test_accessibility import DESKTOP, PHONE, RULES, axe, scrolls_sideways
from .test_print import PAGE_OBJECT

HOUSTON = ZoneInfo("America/Chicago")


@pytest.fixture
def spa_site(site):
    """The site of a spa with one place, open every day."""
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=weekday, opens=time(9), closes=time(18))
        for weekday in range(7)
    )
    Service.objects.create(name="Deep tissue", minutes=60, order=1)
    Spa.objects.create(pk=1)
    return site


@pytest.fixture
def day() -> date:
    return timezone.localdate() + timedelta(days=3)


@pytest.fixture
def ask(spa_site, day):
    def ask_for_the_morning(**overrides) -> BookingRequest:
        values = {
            "service_name": "Deep tissue",
            "minutes": 60,
            "name": "Ana Bell",
            "email": "ana@visitor.example",
            "phone": "+17135550100",
            "note": "Firm, please.",
            "fit_for_massage": True,
            "consented": True,
            "wishes_end_at": at(day, 11),
            "delete_on": day + timedelta(days=90),
        }
        request = BookingRequest(**values | overrides)
        wishes = [Wish(day=day, part=PartOfDay.MORNING)]
        return submit(request, wishes)[0]

    return ask_for_the_morning


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=HOUSTON)


def desk_url(site, request) -> str:
    return site + request.links.get(purpose="desk").get_absolute_url()


@pytest.fixture
def signed_in(page, spa_site, django_user_model):
    sign_in(page.context, spa_site, django_user_model.objects.create_superuser("eve"))
    return page


def test_two_taps_on_a_phone_confirm_a_time(browser, spa_site, ask, day):
    request = ask()
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()

    page.goto(desk_url(spa_site, request))
    page.get_by_text("10:00 AM", exact=True).click()
    page.get_by_role("button", name="Confirm this time").click()
    page.get_by_role("heading", name="This request is answered").wait_for()
    context.close()

    request.refresh_from_db()
    assert (request.state, request.start) == ("accepted", at(day, 10))


def test_a_clash_takes_the_focus_and_can_be_overridden(page, spa_site, ask, day):
    workflow.accept(ask(), at(day, 10), who="Eve")
    request = ask(name="Kim Lee")

    page.goto(desk_url(spa_site, request))
    page.get_by_label("A day and time of my own").check()
    form = page.locator("form", has=page.locator("button[value=accept]"))
    form.locator("[name=day]").fill(day.isoformat())
    form.locator("[name=at]").fill("10:30")
    form.get_by_role("button").click()
    page.get_by_text("no place free").wait_for()
    expect(page.locator(":focus")).to_have_attribute("role", "alert")
    page.get_by_role("button", name="Confirm this time anyway").click()
    page.get_by_role("heading", name="This request is answered").wait_for()

    request.refresh_from_db()
    assert request.state == "accepted"


def test_a_time_that_was_typed_before_another_was_tapped_is_asked_about(
    page, spa_site, ask, day
):
    request = ask()

    page.goto(desk_url(spa_site, request))
    page.get_by_label("A day and time of my own").check()
    form = page.locator("form", has=page.locator("button[value=accept]"))
    form.locator("[name=day]").fill(day.isoformat())
    form.locator("[name=at]").fill("14:30")
    page.get_by_text("10:00 AM", exact=True).click()
    expect(form.locator("[name=at]")).to_be_hidden()
    follow(form.get_by_role("button"))

    expect(page.get_by_role("alert")).to_contain_text("but typed another time")
    expect(form.locator("[name=at]")).to_be_visible()
    expect(page.get_by_label("10:00 AM")).to_be_checked()
    page.get_by_label("A day and time of my own").check()
    follow(form.get_by_role("button"))
    request.refresh_from_db()
    assert timezone.localtime(request.start).hour == 14


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_answer_page_keeps_nobody_out(page, spa_site, ask, day, size, theme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)
    workflow.accept(ask(), at(day, 10), who="Eve")
    waiting, offered, answered = ask(), ask(), ask()
    workflow.propose(offered, at(day, 15), who="Eve")

    page.goto(desk_url(spa_site, waiting))
    unfold(page)
    check(page)
    follow(page.locator("button[value=accept]"))
    unfold(page)
    check(page)
    page.locator("form:has(button[value=propose]) [name=day]").fill(day.isoformat())
    page.locator("form:has(button[value=propose]) [name=at]").fill("10:15")
    follow(page.locator("button[value=propose]"))
    page.get_by_text("no place free").wait_for()
    check(page)
    page.goto(desk_url(spa_site, offered))
    check(page)
    workflow.decline(answered, who="Eve")
    page.goto(desk_url(spa_site, answered))
    check(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_that_we_add_to_the_admin_keep_nobody_out(
    signed_in, spa_site, ask, day, theme
):
    page = signed_in
    page.emulate_media(color_scheme=theme)
    workflow.accept(ask(), at(day, 10), who="Eve")
    workflow.accept(ask(), at(day, 10), who="Eve", override=True)
    request = ask()
    requests = f"{spa_site}/admin/booking/bookingrequest/"

    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for path in (
            f"{request.pk}/answer/",
            f"{request.pk}/change/",
            f"agenda/{day}/",
            f"agenda/{day}/week/",
        ):
            page.goto(requests + path)
            ours = axe.run(page, "#content", options={"runOnly": RULES})
            assert ours.violations_count == 0, ours.generate_report()
            assert scrolls_sideways(page) is False, path


def unfold(page) -> None:
    folded = page.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def check(page) -> None:
    result = axe.run(page, options={"runOnly": RULES})
    assert result.violations_count == 0, result.generate_report()
    assert scrolls_sideways(page) is False


def test_the_day_sheet_prints_on_one_page(signed_in, spa_site, ask, day):
    for hour in range(9, 17):
        workflow.accept(
            ask(note="Firm, please. " * 30), at(day, hour), who="Eve", override=True
        )
    ask(name="Waits For Answer")
    signed_in.goto(f"{spa_site}/admin/booking/bookingrequest/agenda/{day}/")

    printed = signed_in.pdf(format="Letter")
    signed_in.emulate_media(media="print")

    assert len(PAGE_OBJECT.findall(printed)) == 1
    assert signed_in.get_by_text("to 10:00 AM", exact=True).is_visible()
    assert not signed_in.get_by_text("Waits For Answer").is_visible()
    assert not signed_in.get_by_role("link", name="Day after").is_visible()
