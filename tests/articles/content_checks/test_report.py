"""`manage.py checkguide`: the checks over the whole guide, for people and for CI."""

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from articles.models import Question, QuickRelief, Stretch
from articles.models.draft import texts_of
from articles.publishing.lifecycle import retire, save_draft, schedule


def checkguide(*arguments) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("checkguide", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_the_shipped_guide_passes_at_every_level(guide):
    clean = (0, "26 texts checked: nothing to improve.\n")

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


def test_it_fails_from_the_level_that_was_asked_for(make_article):
    chapter = make_article(summary="S" * 60)
    for body, level, code in (
        ("It helps 90%.", "error", 0),
        ("It helps 90%.", "warning", 1),
        ("Hold for {hold nek}.", "error", 1),
        ("Hold for {hold nek}.", "warning", 1),
        ("Hold.", "warning", 0),
    ):
        chapter.body = body
        chapter.save()
        assert checkguide("--fail-level", level)[0] == code, (body, level)


def test_what_readers_will_see_is_checked_and_drafts_are_not(make_article):
    values = {"summary": "S" * 60, "body": "It helps 90%."}
    make_article(**values, status="draft")
    retired = make_article(status="retired")
    save_draft(retired, texts_of(retired) | {"body": "{hold nek}"}, by=None)
    make_article(**values, status="scheduled", published_at="2126-01-01T12:00:00Z")
    Question.objects.create(question="Q?", slug="q", answer="90%", order=1)

    assert checkguide()[1].endswith("2 texts checked: 0 errors, 2 warnings.\n")


def test_a_draft_is_checked_beside_a_live_text_and_where_it_comes_by_itself(
    clock, make_article, settings
):
    live = make_article(
        title="Rest", summary="S" * 60, published_at="2027-02-01T12:00:00Z"
    )
    texts = texts_of(live) | {"title": "Rest well", "body": "Hold for {hold nek}."}
    save_draft(live, texts, by=None)

    code, told = checkguide()

    assert code == 1
    place = f"{settings.SITE_URL}/admin/articles/article/{live.pk}/change/"
    fault = "  error, line 1: {hold nek} names nothing in the guide."
    assert told.startswith(f"Draft of chapter “Rest well”\n{place}\n{fault}\n")
    assert told.endswith("2 texts checked: 1 error, 0 warnings.\n")

    retire(live)
    schedule(live, texts, timezone.now() + timedelta(days=4), by=None)

    name = "Draft of chapter “Rest well”, to appear on March 5, 2027"
    assert checkguide()[1] == (
        f"{name}\n{place}\n{fault}\n\n1 text checked: 1 error, 0 warnings.\n"
    )


def test_words_of_a_row_are_checked(guide):
    Stretch.objects.filter(slug="childs-pose").update(caution="–")
    QuickRelief.objects.filter(area__slug="neck").update(action="Hold for 45 seconds.")

    code, told = checkguide()

    assert code == 1
    assert "Stretch “Child’s pose”\n" in told
    assert "  error, caution: Say what to avoid and when to stop." in told
    assert "Body area “Neck”\n" in told
    assert "  warning, quick relief, action: 45 seconds has no source" in told
