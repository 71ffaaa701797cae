"""The hold timer of an area's page: what it counts, shows, says and asks of the phone."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Dose, QuickRelief, Stretch

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


@pytest.fixture
def calves(open_area):
    return open_area("calves")


def press(timer, name: str) -> None:
    timer.get_by_role("button", name=re.compile(f"^{name}")).click()


def hold(page):
    return page.locator(".hold-timer--main")


def run(page, seconds: float) -> None:
    page.clock.run_for(seconds * 1000)


def shows(timer, numerals: str) -> None:
    expect(timer.get_by_role("timer")).to_have_text(numerals)


def says(timer, words: str) -> None:
    expect(timer.get_by_role("status")).to_have_text(words)


def test_a_run_counts_to_the_least_and_on_to_the_most_and_says_three_things(calves):
    timer = hold(calves)
    shows(timer, "30")

    press(timer, "Start")
    assert calves.evaluate("asked") == ["screen"]
    for seconds, shown in [(0.5, "30"), (10, "20"), (19, "1"), (1, "+1"), (29, "+30")]:
        run(calves, seconds)
        shows(timer, shown)
    run(calves, 10)

    shows(timer, "60")
    assert calves.evaluate("said") == [
        "Started: 30 seconds.",
        "30 seconds. You can stop now, or stay up to 60 seconds if it feels good.",
        "Done: 60 seconds. Other side next?",
    ]
    # The screen stayed awake, and the phone vibrated.
    assert calves.evaluate("asked") == ["screen", 2, "sleep", 4]


def test_without_a_longest_hold_it_says_half_way_and_ends_at_the_least(open_area):
    page = open_area("lower-back")

    press(page.locator("#stretch-childs-pose"), "Start")
    run(page, 70)

    assert page.evaluate("said") == [
        "Started: 30 seconds.",
        "Half-way: 15 seconds left.",
        "Done: 30 seconds.",
    ]


def test_a_pause_costs_no_time_says_nothing_and_lets_the_screen_sleep(calves):
    timer = hold(calves)

    press(timer, "Start")
    run(calves, 10.5)
    press(timer, "Pause")
    assert calves.evaluate("asked") == ["screen", "sleep"]
    run(calves, 100)
    shows(timer, "20")
    press(timer, "Resume")
    assert calves.evaluate("asked") == ["screen", "sleep", "screen"]
    run(calves, 5)

    shows(timer, "15")
    assert calves.evaluate("said.length") == 1


def test_a_stop_before_the_least_is_a_way_back_and_after_it_a_good_end(calves):
    timer = hold(calves)

    press(timer, "Start")
    run(calves, 10)
    press(timer, "Stop")
    shows(timer, "30")
    expect(timer.get_by_role("button", name="Start: hold")).to_be_focused()
    press(timer, "Start")
    run(calves, 42)
    press(timer, "Stop")

    shows(timer, "42")
    expect(timer.get_by_role("status")).to_contain_text("Done: 42 seconds.")


def test_only_one_timer_runs_and_the_other_side_ends_a_pair(open_area):
    page = open_area("neck")
    timer = page.locator("#stretch-upper-trapezius-stretch")

    press(hold(page), "Start")
    run(page, 5.5)
    press(timer, "Start")
    run(page, 5.5)
    shows(hold(page), "25")
    expect(hold(page).get_by_role("button", name="Resume: hold")).to_be_visible()
    shows(timer, "25")

    run(page, 25.5)
    press(timer, "Other side")
    expect(timer.get_by_role("button", name="Pause")).to_be_focused()
    says(timer, "Other side: 30 seconds.")
    run(page, 31)
    says(timer, "Done: 30 seconds.")


def test_every_time_comes_from_its_row(open_area):
    QuickRelief.objects.update(hold_from_seconds=7, hold_to_seconds=9)
    Stretch.objects.update(hold_from_seconds=11, hold_to_seconds=12)
    Dose.objects.filter(slug="heat").update(from_seconds=660, to_seconds=720)
    Dose.objects.filter(slug="massage-gun").update(from_seconds=4, to_seconds=5)

    page = open_area("shoulders")

    times = page.locator("[role=timer]").all_text_contents()
    assert times == ["11:00", "7", "11", "11", "4"]
    press(hold(page), "Start")
    run(page, 9)
    shows(hold(page), "9")


def test_the_tone_is_off_until_it_is_asked_for(calves):
    calves.evaluate(
        "() => { opened = 0; AudioContext = class extends AudioContext {"
        " constructor() { super(); opened += 1; } } }"
    )
    sound = hold(calves).get_by_role("button", name="Sound")

    press(hold(calves), "Start")
    assert calves.evaluate("opened") == 0
    sound.click()

    expect(sound).to_have_attribute("aria-pressed", "true")
    assert calves.evaluate("opened") == 1
