"""Which words are figures, and what stands behind a figure."""

from articles.checks import Guide, Text
from articles.checks.figures import figures_in, unbacked_figures


def told(body, **values) -> list[str]:
    return [each.quote for each in unbacked_figures(Text(body, **values), Guide())]


def test_a_figure_is_seen():
    figures = {
        "It helps 90% of us.": "90%",
        "It helps 90 percent.": "90 percent",
        "Hold for 30 seconds.": "30 seconds",
        "A 10-minute bath.": "10-minute",
        "Take 15–20 minutes.": "15–20 minutes",
        "Do 8 to 12.": "8 to 12",
        "One in five people.": "One in five",
        "9 out of 10 agree.": "9 out of 10",
        "It helps 3 of every 10.": "3 of every 10",
        "1 person in 28": "1 person",
        "Some 3,551.1 of them.": "3,551.1",
        "Wait three weeks.": "three weeks",
        "It grew by 2.5.": "2.5",
        "Bend it by 45°.": "45°",
        "Press with 5 pounds.": "5 pounds",
        "20 minutes, then 20 minutes": "20 minutes",
    }

    assert {words: figures_in(words) for words in figures} == {
        words: [figure] for words, figure in figures.items()
    }


def test_a_number_that_claims_nothing_is_let_be():
    sentences = [
        "Call 911.",
        "We are there 24/7.",
        "Call (713) 555-0100 or 713-555-0100 or +1 713.555.0100.",
        "In 2020, from 2017 to 2019, and 2017–2019.",
        "Read steps 2 to 4 and step 5.",
        "Rate it on a scale of 1 to 10.",
        "Choose one of two ways, with five small beginnings.",
        "A few minutes, more than a week, a couple of times a week.",
        "On 2026-11-25 at 10:30, or 11/25/2026.",
        "It costs $80.50.",
        "Version 5.2.1 of this page.",
        "Vitamin B12, L4 and L5-S1, covid-19.",
    ]

    assert [words for words in sentences if figures_in(words)] == []


def test_a_figure_with_its_source_is_fine():
    bodies = [
        "It helps 90%.[^nhs]",
        "It helps 90%. So says the NHS.[^nhs]",
        "From the NHS:[^nhs]\n\n- It helps 90%.\n- And 80%.",
        "## It helps 90%\n\nSo says the NHS.[^nhs]",
        "::: tip It helps 90%\nSo says the NHS.[^nhs]\n:::",
        "| How many | Who |\n| --- | --- |\n| 90% | the NHS[^nhs] |",
        "Hold for {hold neck}, with `90%` in code.",
        "1. Rest\n2. Rest again",
    ]

    assert [body for body in bodies if told(body)] == []


def test_a_source_elsewhere_is_no_source():
    bodies = [
        "It helps 90%.\n\nSo says the NHS.[^nhs]",
        "- It helps 90%.\n- So says the NHS.[^nhs]",
        "From the NHS.[^nhs]\n\n- It helps 90%.",
        "{drawing wall-ball: It helps 90%}",
        "> It helps **90%** of us.",
    ]

    assert [body for body in bodies if told(body) != ["90%"]] == []


def test_a_title_or_summary_may_say_what_the_text_backs():
    backed = "It helps 90%.[^nhs]"

    assert told(backed, title="90% feel better", summary="It helps 90%.") == []
    assert told("", title="90% feel better", summary="It helps 90%.") == ["", ""]
