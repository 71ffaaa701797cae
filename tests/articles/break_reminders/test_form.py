"""The page of break reminders: what it offers, and what it says where that won't do."""

import re
from itertools import product

import html5lib
import pytest

from articles.models import Dose, Source, Stretch

from .breaks import CHOICES, break_events, file_address


def choices(html: str, name: str) -> list[str]:
    """The values of the radios or boxes called `name`."""
    return re.findall(rf'name="{name}" value="([^"]*)"', html)


def chosen(html: str, name: str) -> list[str]:
    page = html5lib.parse(html, namespaceHTMLElements=False)
    boxes = page.findall(f".//input[@name='{name}'][@checked]")
    return [box.get("value") for box in boxes]


def summary(client, **overrides) -> list[str]:
    """The messages of the summary on the page that refuses a calendar."""
    response = client.get(file_address(**overrides))
    assert response.status_code == 422
    assert "Content-Disposition" not in response
    return re.findall(r'<a href="#id_\w+">(.*?)</a>', response.content.decode())


def test_the_page_offers_a_working_week_and_the_rows_figures(get_page):
    html = get_page("/breaks/")

    assert choices(html, "day") == ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    assert chosen(html, "day") == ["MO", "TU", "WE", "TH", "FR"]
    assert choices(html, "every") == ["30", "45", "60"]
    assert chosen(html, "every") == ["45"]
    assert 'value="09:00"' in html and 'value="17:00"' in html
    assert choices(html, "idea")[0] == chosen(html, "idea")[0] == "move"
    assert "every 30 to 60 minutes, for up to 2 minutes" in html


def test_the_choices_are_the_ends_of_the_row_and_its_middle(client, get_page):
    offered = {
        (1800, 1800): ["30"],
        (None, 3600): ["60"],
        (1500, None): ["25"],
        (0, 90): ["1", "2"],
        (0, 0): ["1"],
        (1200, 2400): ["20", "30", "40"],
    }

    for (shortest, longest), minutes in offered.items():
        row = {"from_seconds": shortest, "to_seconds": longest}
        Dose.objects.filter(slug="break-every").update(**row)
        assert choices(get_page("/breaks/"), "every") == minutes

    assert len(break_events(client, every="20", closes="10:00")) == 2
    assert summary(client, every="45") == ["Choose how often you want a break."]


def test_each_stretch_can_be_chosen(client, get_page):
    stretches = list(Stretch.objects.values_list("slug", flat=True))

    assert choices(get_page("/breaks/"), "idea") == ["move", *stretches]
    for slug in stretches:
        assert break_events(client, idea=slug)


def test_the_page_says_what_the_evidence_says(get_page):
    html = get_page("/breaks/")

    assert "An effect on pain has not been shown" in html
    assert "a comfort" in html
    for slug in ("albulescu-2022", "cochrane-breaks-2019"):
        assert f'href="#source-{slug}"' in html
        assert Source.objects.get(slug=slug).url in html


def test_without_its_figures_there_is_no_page(client, guide):
    Dose.objects.filter(slug="break-length").delete()

    assert client.get("/breaks/").status_code == 404
    assert client.get(file_address()).status_code == 404


HOURS = "The end must be later than the start. Check AM and PM."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"day": []}, "Choose at least one weekday."),
        ({"day": ["MO", "XX"]}, "Choose among the seven weekdays."),
        ({"opens": ""}, "Enter when your work begins, like 9:00 AM."),
        ({"closes": "soon"}, "Enter when your work ends, like 9:00 AM."),
        ({"closes": "05:00"}, HOURS),
        ({"closes": "09:00"}, HOURS),
        ({"opens": "20:59", "closes": "09:00"}, HOURS),
        (
            {"closes": "09:45"},
            "No break fits in. Choose a later end, or a break more often.",
        ),
        ({"every": "44"}, "Choose how often you want a break."),
        ({"idea": "headstand"}, "Choose what you would like to do."),
    ],
)
def test_what_will_not_do_is_explained(client, guide, typed, message):
    assert summary(client, **typed) == [message]


def test_an_error_page_says_so_and_keeps_what_was_typed(client, guide):
    response = client.get(
        file_address(day=["SA"], opens="22:15", closes="", idea="childs-pose")
    )
    html = response.content.decode()

    assert "<title>Error: Break reminders – Knotcare</title>" in html
    assert chosen(html, "day") == ["SA"]
    assert chosen(html, "every") == ["45"]
    assert chosen(html, "idea") == ["childs-pose"]
    assert 'value="22:15"' in html


def test_every_error_at_once_each_at_its_field(client, guide):
    html = client.get("/breaks.ics").content.decode()

    targets = re.findall(r'<a href="#(id_\w+)">', html)
    assert targets == ["id_day_0", "id_opens", "id_closes", "id_every_0", "id_idea_0"]
    for target in targets:
        assert f'id="{target}"' in html
        assert f'id="{target.removesuffix("_0")}_error"' in html


def test_times_may_be_typed_where_there_is_no_time_field(client, guide):
    assert len(break_events(client, opens="9:00 am", closes="5 PM")) == 10


HOSTILE = [
    *("\x00", "99:99", "-1", "9" * 5000, "٠٩:٠٠", "\ud7ff\uffff", "09:00:00Z"),
    *("'\"><script>alert(1)</script>", "../../etc/passwd", "{{ 7|add:7 }}"),
]


def test_hostile_choices_are_explained_never_a_crash(client, guide, subtests):
    for name, value in product(CHOICES, HOSTILE):
        with subtests.test(name=name, value=value):
            response = client.get(file_address(**{name: value}))

            assert response.status_code in (200, 422)
            assert "<script>alert" not in response.content.decode()
    for query in ("day=%ff%fe", "%00=%00", "every=45&" * 500, "&;=&="):
        with subtests.test(query=query):
            assert client.get(f"/breaks.ics?{query}").status_code == 422


def test_only_reading_is_possible(client, guide):
    assert client.post("/breaks.ics").status_code == 405
    assert client.post("/breaks/").status_code == 405
    assert client.head(file_address()).status_code == 200


def test_breaks_are_found_from_where_they_are_spoken_of(get_page):
    for chapter in ("stretches-that-release", "a-knot-resistant-life"):
        assert 'href="/breaks/"' in get_page(f"/guide/{chapter}/")
    assert 'href="/breaks/"' in get_page("/")
