"""An area's page as a guided session: two actions to a running timer, for everyone."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import BodyArea
from tests.articles.views.test_pages import AREAS

from .acts import tab_to
from .rules import HAND, barriers

MAIN = ".hold-timer--main"
COUNTS = re.compile(r"^[12]?\d$")  # less than the 30 seconds that it begins with
SHIFTS = """
    shifted = 0;
    add = (entries) => {
        for (const entry of entries) if (!entry.hadRecentInput) shifted += entry.value;
    };
    shifts = new PerformanceObserver((list) => add(list.getEntries()));
    shifts.observe({ type: "layout-shift", buffered: true });
"""
SHIFTED = "(add(shifts.takeRecords()), shifted)"


@pytest.fixture
def touch(browser):
    """A page of a phone that knows no mouse."""
    context = browser.new_context(viewport=HAND, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_two_touches_lead_from_home_to_a_running_timer(touch, site):
    touch.goto(site)

    touch.get_by_role("link", name="Calves").first.tap()
    start = touch.locator(MAIN).get_by_role("button", name="Start")
    expect(start).to_be_in_viewport(ratio=1)
    start.tap()

    expect(touch.locator(MAIN).get_by_role("timer")).to_have_text(COUNTS)


def test_the_keyboard_alone_leads_from_home_to_a_running_timer(page, site):
    page.set_viewport_size(HAND)
    page.goto(site)

    tab_to(page, "[href='/relief/calves/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/relief/calves/")
    tab_to(page, f"{MAIN} .hold-timer__go")
    page.keyboard.press("Enter")

    expect(page.locator(MAIN).get_by_role("timer")).to_have_text(COUNTS)
    expect(page.locator(MAIN).get_by_role("button", name="Pause: hold")).to_be_focused()


def test_start_waits_in_the_thumbs_reach_under_the_whole_stop_sign(touch, site):
    for slug in AREAS:
        touch.goto(f"{site}/relief/{slug}/")
        start = touch.locator(MAIN).get_by_role("button", name="Start")

        for height in (HAND["height"], 664):  # 664: with a browser's bars
            touch.set_viewport_size({**HAND, "height": height})
            expect(start).to_be_in_viewport(ratio=1)
            sign = touch.locator("article > .relief-stop").bounding_box()
            sheet = touch.locator(".session__step--hold").bounding_box()
            assert start.bounding_box()["y"] > height / 2, (slug, height)
            assert start.bounding_box()["height"] >= 44, (slug, height)
            assert sign["y"] + sign["height"] <= sheet["y"], (slug, height)


def test_what_the_keyboard_reaches_is_never_under_the_waiting_hold(page, site):
    page.set_viewport_size(HAND)
    page.goto(f"{site}/relief/shoulders/")
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    tab_to(page, "[name=heat] .hold-timer__go")

    page.wait_for_function(
        """() => {
          const focused = document.activeElement.getBoundingClientRect();
          const sheet = document.querySelector(".session__step--hold");
          return focused.bottom <= sheet.getBoundingClientRect().top;
        }"""
    )


def test_without_script_the_steps_come_in_order_and_the_sentences_say_it_all(
    scriptless, site
):
    scriptless.goto(f"{site}/relief/neck/")
    relief = BodyArea.objects.with_relief().get(slug="neck").quick_relief

    assert scriptless.locator(".session__step h2").all_text_contents() == [
        "Warm it up first",
        "Find the spot",
        "Hold and breathe",
        "Stretch gently",
        "Drink when you are thirsty",
    ]
    assert scriptless.locator(MAIN).inner_text() == relief.spoken_hold
    assert scriptless.locator("main button").count() == 0


def test_who_wants_no_motion_gets_none(page, site):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/relief/calves/")
    page.locator(MAIN).get_by_role("button", name="Start").click()
    expect(page.locator(MAIN).get_by_role("timer")).to_have_text(COUNTS)

    assert page.evaluate("document.getAnimations().length") == 0
    expect(page.locator(".hold-timer__cue").nth(1)).to_have_text("breathe in")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_jumps_by_itself(page, site, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.clock.install()
    page.add_init_script(SHIFTS)
    page.goto(f"{site}/relief/neck/")

    for timer in (MAIN, "#stretch-upper-trapezius-stretch hold-timer"):
        assert page.evaluate(SHIFTED) == 0
        page.locator(timer).get_by_role("button", name="Start").click()
        # The browser asks nothing of half a second after a press, nor do we: what it
        # moves is wanted. That it may take its time on a slow machine, too.
        page.wait_for_timeout(700)
        page.evaluate("(shifts.takeRecords(), shifted = 0)")
        page.clock.run_for(70_000)
        expect(page.locator(timer).get_by_role("button", name="Again")).to_be_visible()
        page.wait_for_timeout(100)

    assert page.evaluate(SHIFTED) == 0


def test_no_state_of_the_timer_keeps_anyone_out(page, site):
    console = []
    page.on("console", lambda message: console.append(message.text))
    page.clock.install()
    page.goto(f"{site}/relief/shoulders/")
    page.locator("summary").click()

    assert barriers(page) == [], "idle"
    page.locator(MAIN).get_by_role("button", name=re.compile("^Start")).click()
    for state in ("running", "beyond the least", "done"):
        assert barriers(page) == [], state
        page.clock.run_for(31_000)

    assert console == []
