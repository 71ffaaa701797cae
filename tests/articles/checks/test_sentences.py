"""What the checks say, word for word where an editor must know what to do."""

from datetime import date

import pytest

from articles.checks import Guide, Level, Text, errors, findings, text_of
from articles.checks.promises import promised
from articles.checks.search_result import LONGEST_TITLE
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
