"""The hold timer of an area's page: what it counts, shows, says and asks of the phone."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Dose, QuickRelief, Stretch

pytestmark = pytest.mark.usefixtures("whole_scripts")

LISTEN = """
    window.said = [];
    for (const status of document.querySelectorAll("[role=status]"))
        new MutationObserver(() => said.push(status.textContent))
            .observe(status, { childList: true });
"""
DEVICE = """
    window.asked = [];
    const sentinel = () => Object.assign(new EventTarget(), {
        release() { asked.push("sleep"); this.dispatchEvent(new Event("release")); },
    });
    Object.defineProperty(navigator, "wakeLock", {
        value: { request: async (kind) => { asked.push(kind); return sentinel(); } },
    });
    navigator.vibrate = (pattern) => asked.push(pattern.length);
"""


@pytest.fixture
def open_area(page, site):
    """Opens an area's page at a clock that only the test moves."""

    def open_page(slug: str):
        page.clock.install()
        page.add_init_script(DEVICE)
        page.goto(f"{site}/relief/{slug}/")
        page.clock.pause_at("2030-01-01")
        page.evaluate(LISTEN)
        return page

    return open_page


def press(timer, name: str) -> None:
    timer.get_by_role("button", name=re.compile(f"^{name}")).click()


def hold(page):
    return page.locator(".hold-timer--main")


def numerals(timer):
    return timer.get_by_role("timer")


def test_it_counts_down_to_the_least_and_on_to_the_most(open_area):
    page = open_area("calves")
    timer = hold(page)
    expect(numerals(timer)).to_have_text("30")

    press(timer, "Start")
    for seconds, shown in [(0.5, "30"), (10, "20"), (19, "1"), (1, "+1"), (29, "+30")]:
        page.clock.run_for(seconds * 1000)
        expect(numerals(timer)).to_have_text(shown)
    page.clock.run_for(1000)

    expect(numerals(timer)).to_have_text("60")


def test_a_whole_run_says_three_things_and_no_more(open_area):
    page = open_area("calves")

    press(hold(page), "Start")
    page.clock.run_for(70_000)

    assert page.evaluate("said") == [
        "Started: 30 seconds.",
        "30 seconds. You can stop now, or stay up to 60 seconds if it feels good.",
        "Done: 60 seconds. Other side next?",
    ]


def test_without_a_longest_hold_it_says_half_way_and_ends_at_the_least(open_area):
    page = open_area("lower-back")

    press(page.locator("#stretch-childs-pose"), "Start")
    page.clock.run_for(70_000)

    assert page.evaluate("said") == [
        "Started: 30 seconds.",
        "Half-way: 15 seconds left.",
        "Done: 30 seconds.",
    ]


def test_a_pause_costs_no_time_and_says_nothing(open_area):
    page = open_area("calves")
    timer = hold(page)

    press(timer, "Start")
    page.clock.run_for(10_500)
    press(timer, "Pause")
    page.clock.run_for(100_000)
    expect(numerals(timer)).to_have_text("20")
    press(timer, "Resume")
    page.clock.run_for(5000)

    expect(numerals(timer)).to_have_text("15")
    assert page.evaluate("said.length") == 1


def test_a_stop_before_the_least_is_a_way_back_and_after_it_a_good_end(open_area):
    page = open_area("calves")
    timer = hold(page)

    press(timer, "Start")
    page.clock.run_for(10_000)
    press(timer, "Stop")
    expect(numerals(timer)).to_have_text("30")
    expect(timer.get_by_role("button", name="Start: hold")).to_be_focused()
    press(timer, "Start")
    page.clock.run_for(42_000)
    press(timer, "Stop")

    expect(numerals(timer)).to_have_text("42")
    expect(timer.get_by_role("status")).to_contain_text("Done: 42 seconds.")


def test_the_other_side_follows_the_first_and_ends_the_pair(open_area):
    page = open_area("neck")
    timer = page.locator("#stretch-upper-trapezius-stretch")
    other = timer.get_by_role("button", name="Other side")

    press(timer, "Start")
    page.clock.run_for(31_000)
    other.click()
    expect(timer.get_by_role("button", name="Pause")).to_be_focused()
    expect(timer.get_by_role("status")).to_have_text("Other side: 30 seconds.")
    page.clock.run_for(31_000)

    expect(timer.get_by_role("status")).to_have_text("Done: 30 seconds.")


def test_only_one_timer_runs(open_area):
    page = open_area("neck")
    stretch = page.locator("#stretch-upper-trapezius-stretch")

    press(hold(page), "Start")
    page.clock.run_for(5500)
    press(stretch, "Start")
    page.clock.run_for(5500)

    expect(numerals(hold(page))).to_have_text("25")
    expect(hold(page).get_by_role("button", name="Resume: hold")).to_be_visible()
    expect(numerals(stretch)).to_have_text("25")


def test_every_time_comes_from_its_row(open_area):
    QuickRelief.objects.update(hold_from_seconds=7, hold_to_seconds=9)
    Stretch.objects.update(hold_from_seconds=11, hold_to_seconds=12)
    Dose.objects.filter(slug="heat").update(from_seconds=660, to_seconds=720)
    Dose.objects.filter(slug="massage-gun").update(from_seconds=4, to_seconds=5)

    page = open_area("shoulders")

    times = page.locator("[role=timer]").all_text_contents()
    assert times == ["11:00", "7", "11", "11", "4"]
    press(hold(page), "Start")
    page.clock.run_for(9000)
    expect(numerals(hold(page))).to_have_text("9")


def test_the_screen_stays_awake_while_it_runs_and_the_phone_vibrates(open_area):
    page = open_area("calves")
    timer = hold(page)

    press(timer, "Start")
    assert page.evaluate("asked") == ["screen"]
    page.clock.run_for(1000)
    press(timer, "Pause")
    assert page.evaluate("asked") == ["screen", "sleep"]
    press(timer, "Resume")
    page.clock.run_for(60_000)

    assert page.evaluate("asked.slice(2)") == ["screen", 2, "sleep", 4]


def test_the_tone_is_off_until_it_is_asked_for(open_area):
    page = open_area("calves")
    page.evaluate(
        "() => { opened = 0; AudioContext = class extends AudioContext {"
        " constructor() { super(); opened += 1; } } }"
    )
    sound = hold(page).get_by_role("button", name="Sound")

    press(hold(page), "Start")
    assert page.evaluate("opened") == 0
    sound.click()

    expect(sound).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("opened") == 1
