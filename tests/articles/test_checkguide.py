"""`manage.py checkguide`: the checks over the whole guide, for people and for CI."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, Question


def checkguide(*arguments) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("checkguide", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_the_shipped_guide_passes_at_every_level(guide):
    clean = (0, "15 texts checked: nothing to improve.\n")

    assert checkguide() == checkguide("--fail-level", "warning") == clean


def test_findings_stand_under_their_text_and_its_address(make_article, settings):
    chapter = make_article(title="Rest", summary="S" * 60, body="It helps 90%.")

    _, told = checkguide()

    assert told == (
        "Chapter “Rest”\n"
        f"{settings.SITE_URL}/admin/articles/article/{chapter.pk}/change/\n"
        "  warning, line 1: “It helps 90%”: 90% has no source beside it. Add one like "
        "[^nhs], or take the figure out.\n"
        "\n"
        "1 text checked: 0 errors, 1 warning.\n"
    )


@pytest.mark.parametrize(
    ("body", "level", "code"),
    [
        ("It helps 90%.", "error", 0),
        ("It helps 90%.", "warning", 1),
        ("Hold for {hold nek}.", "error", 1),
        ("Hold for {hold nek}.", "warning", 1),
        ("Hold.", "warning", 0),
    ],
)
def test_it_fails_from_the_level_that_was_asked_for(make_article, body, level, code):
    make_article(summary="S" * 60, body=body)

    assert checkguide("--fail-level", level)[0] == code


def test_what_readers_will_see_is_checked_and_drafts_are_not(make_article):
    values = {"summary": "S" * 60, "body": "It helps 90%."}
    make_article(**values, status="draft")
    make_article(**values, status="scheduled", published_at="2126-01-01T12:00:00Z")
    Question.objects.create(question="Q?", slug="q", answer="90%", order=1)

    assert checkguide()[1].endswith("2 texts checked: 0 errors, 2 warnings.\n")


def test_a_link_to_a_chapter_that_is_gone_is_found(guide):
    Article.objects.filter(slug="more-than-a-knot").delete()

    code, told = checkguide("--fail-level", "warning")

    assert code == 1
    assert "/guide/more-than-a-knot/ leads to no page that readers can see." in told
