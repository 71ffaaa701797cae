"""When a chapter is due for review, and what readers learn of its last one."""

from datetime import date

import pytest

from articles.content_checks.registry import Guide, findings, text_of
from articles.models import Article
from articles.models.article import due_before

pytestmark = pytest.mark.time_machine("2026-11-25T18:00:00Z", tick=False)
TODAY = date(2026, 11, 25)
REVIEWER = "A. Person, PT"


def due() -> list[Article]:
    return list(Article.objects.due_for_review(TODAY))


def found_in(chapter: Article) -> list:
    chapter.refresh_from_db()
    return findings(text_of(chapter), Guide(TODAY))


@pytest.mark.parametrize(
    ("today", "months", "day"),
    [
        (date(2026, 11, 25), 12, date(2025, 11, 25)),
        (date(2026, 11, 25), 1, date(2026, 10, 25)),
        (date(2026, 1, 31), 1, date(2025, 12, 31)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 11, 30), 9, date(2026, 2, 28)),
        (date(2026, 11, 25), 24, date(2024, 11, 25)),
    ],
)
def test_the_interval_is_counted_in_months(settings, today, months, day):
    settings.REVIEW_MONTHS = months

    assert due_before(today) == day


@pytest.mark.parametrize(
    ("values", "months", "is_due"),
    [
        ({"last_reviewed_on": "2025-11-24"}, 12, True),
        ({"last_reviewed_on": "2025-11-25"}, 12, False),
        ({"published_at": "2025-11-24T18:00:00Z"}, 12, True),
        ({"published_at": "2025-11-25T18:00:00Z"}, 12, False),
        ({"published_at": "2025-11-25T05:59:00Z"}, 12, True),  # the day before in Houston
        ({"published_at": "2020-01-01T18:00:00Z", "last_reviewed_on": "2026-01-01"}, 12, False),
        ({"status": "scheduled", "last_reviewed_on": "2025-01-01"}, 12, True),
        ({"last_reviewed_on": "2026-09-01"}, 12, False),
        ({"last_reviewed_on": "2026-09-01"}, 2, True),
        ({"status": "draft", "last_reviewed_on": "2025-01-01"}, 12, False),
    ],
)  # fmt: skip
def test_a_chapter_is_due_after_the_interval_that_the_spa_chose(
    make_article, settings, values, months, is_due
):
    settings.REVIEW_MONTHS = months
    reviewer = REVIEWER if "last_reviewed_on" in values else ""
    chapter = make_article(**values, reviewed_by=reviewer, summary="S" * 60)

    assert due() == [chapter] * is_due
    checks = [finding.check for finding in found_in(chapter)]
    assert ("review due" in checks) is is_due


def test_a_chapter_without_a_review_is_named_once_others_have_theirs(make_article):
    values = {"published_at": "2026-06-01T12:00:00Z", "summary": "S" * 60}
    chapter = make_article(**values)
    assert found_in(chapter) == []

    make_article(**values, last_reviewed_on=TODAY, reviewed_by=REVIEWER)

    (finding,) = found_in(chapter)
    assert "Nobody has reviewed this chapter yet" in finding.message


def test_readers_see_who_reviewed_a_chapter_and_when(make_article, client):
    reviewed = make_article(last_reviewed_on="2026-06-01", reviewed_by=REVIEWER)
    half = make_article(last_reviewed_on="2026-06-01")

    page = client.get(reviewed.get_absolute_url()).content.decode()
    other = client.get(half.get_absolute_url()).content.decode()

    told = 'Last reviewed <time datetime="2026-06-01">June 1, 2026</time> by A. Person, PT.'
    assert told in page and "No clinician" not in page
    assert '"lastReviewed": "2026-06-01"' in page
    assert "Last reviewed" not in other and '"lastReviewed"' not in other
    assert "No clinician has reviewed this chapter yet." in other
