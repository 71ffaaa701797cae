"""Which sentences claim too much, and what an editor is told, word for word."""

from datetime import date

import pytest

from articles.content_checks.checks.fields import LONGEST_TITLE
from articles.content_checks.checks.numbers import figures_in, unbacked_figures
from articles.content_checks.checks.wording import promised
from articles.content_checks.registry import (
    Guide,
    Level,
    Text,
    errors,
    findings,
    text_of,
)
from articles.models import Article

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def found_in(body="", **values) -> list:
    return findings(Text(body, **values), Guide(TODAY))


def test_a_finding_says_what_to_do():
    said = {
        "Heat helps 90 % of people.": (
            "“Heat helps 90 % of people”: 90 % has no source beside it. Add one like "
            "[^nhs], or take the figure out."
        ),
        "Hold for 30 seconds.": (
            "“Hold for 30 seconds”: 30 seconds has no source beside it. Let the row say "
            "it, with {dose …}, {hold …} or {stretch-hold …}, or add a source like "
            "[^nhs]."
        ),
        "## A\n\n#### B": "“B” skips a level. Write ### instead of ####.",
        "{relief neck} it is": (
            "Readers would see {relief neck} as it is. Give it a line of its own."
        ),
        "A ball cures it.": (
            "“A ball cures it” promises more than anybody knows: “cures”. Say what may "
            "happen, or what many people find."
        ),
        "[a](neck/)": (
            "neck/ depends on the page that it stands on. Begin it with a slash."
        ),
        "[a](/gone/)": "/gone/ leads to no page that readers can see.",
    }

    assert {body: [each.message for each in found_in(body)] for body in said} == {
        body: [message] for body, message in said.items()
    }


def test_errors_come_first_then_the_text_from_top_to_bottom():
    body = "## A\n\n#### B\n\nHold for 30 seconds.\n\nSee {hold nek}."

    assert [(each.level, each.place) for each in found_in(body, summary="Short.")] == [
        (Level.ERROR, "Line 7"),
        (Level.WARNING, "Summary"),
        (Level.WARNING, "Line 3"),
        (Level.WARNING, "Line 5"),
    ]


def test_what_stops_publishing_is_an_error_and_nothing_else_is():
    body = "{hold nek} {x} ::: \n\n::: tip\nSee [a](b), 90% cured.\n\n#### C"
    text = Text(body, title="T" * 99, summary="")

    found = findings(text, Guide(TODAY))

    assert errors(text, Guide(TODAY)) == [each for each in found if each.is_error]
    assert {each.level for each in found} == {Level.ERROR, Level.WARNING}


def test_a_title_is_measured_as_search_engines_show_it():
    longest = LONGEST_TITLE - len(" – Knotcare")

    def found(length):
        row = Article(title="T" * length, slug="t", summary="S" * 99, body="Rest.")
        return findings(text_of(row), Guide(TODAY))

    assert found(longest) == []
    assert [each.field for each in found(longest + 1)] == ["title"]


def test_a_sentence_that_promises_nothing_is_let_be():
    sentences = [
        "There is no cure.",
        "Nobody can promise that it is gone for good.",
        "We can’t guarantee it.",
        "Will it come off permanently?",
        "Wait until the skin has healed.",
        "Good health and a manicure.",
        "Remove your shoes.",
    ]

    assert [words for words in sentences if list(promised(words))] == []


def test_a_short_text_is_not_graded():
    hard = (
        "Individualized interdisciplinary considerations necessitate anticoagulation."
    )

    assert found_in(hard) == []


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
