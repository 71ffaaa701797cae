"""What the page of an area gives its timers, before any script runs."""

import re

from articles.markdown.renderer import render
from articles.models import Dose, Stretch


def timers(html: str) -> dict[str, tuple[str, str]]:
    """The shortest and the longest time of each timer, by its name."""
    tags = re.findall(r"<hold-timer[^>]*>", html)
    values = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags]
    return {each["name"]: (each["from"], each["to"]) for each in values}


def test_each_step_with_a_time_has_its_timer(get_page):
    assert timers(get_page("/relief/shoulders/")) == {
        "heat": ("900", "1200"),
        "hold": ("30", "60"),
        "Doorway pec stretch": ("30", ""),
        "Upper trapezius stretch": ("30", ""),
        "massage gun": ("10", "20"),
    }


def test_a_stretch_for_both_sides_at_once_offers_no_other(get_page):
    Stretch.objects.update(sides=Stretch.Sides.BOTH)
    stretch = get_page("/relief/neck/").split('id="stretch-upper-trapezius-stretch"')[1]

    assert " sides>" not in stretch


def test_a_massage_gun_has_a_timer_where_it_belongs_right_after_its_stop_sign(get_page):
    for slug in ("neck", "upper-back", "lower-back", "calves"):
        assert "massage gun" not in timers(get_page(f"/relief/{slug}/")), slug
    for slug in ("shoulders", "glutes-and-hips"):
        before, _, _ = get_page(f"/relief/{slug}/").partition('name="massage gun"')
        assert "Keep it off bone" in before[before.rindex("<p>") :], slug


def test_a_dose_without_a_least_counts_to_its_most(guide):
    html = render("{timer break-length}")

    assert timers(html) == {"length of a break": ("120", "120")}
    assert "up to 2 minutes" in html


def test_without_its_dose_the_page_leaves_the_heat_out(get_page):
    Dose.objects.filter(slug="heat").delete()

    html = get_page("/relief/neck/")

    assert "Warm it up" not in html
    assert "heat" not in timers(html)
