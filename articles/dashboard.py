"""What the guide's editors see first in the admin, in cards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.timesince import timesince

from .models import Article, BodyArea, Draft, Question
from .models.draft import appears_at, draft_of

MOST_LINES = 6


@dataclass(frozen=True)
class Line:
    """One thing in a card: what it is, where it leads if anywhere, what there is to know
    of it."""

    text: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Card:
    """A part of the admin's front page. `more` names the page that has all `count`."""

    title: str
    count: int
    lines: list[Line]
    empty: str
    more: str
    url: str
    is_trouble: bool = False


def cards(user) -> list[Card]:
    """The editors' cards; none for who may not see the chapters."""
    if not user.has_perm("articles.view_article"):
        return []
    return [drafts(), scheduled(), due(), changed_lately()]


def drafts() -> Card:
    found = either(
        Article.objects.filter(status=Article.Status.DRAFT),
        Draft.objects.filter(publish_at=None),
    )
    return chapters(
        "Drafts",
        found.select_related("draft").order_by("-draft__saved_at", "-updated_at"),
        draft_detail,
        empty="No draft waits to be finished.",
        part="?status__exact=draft",
    )


def draft_detail(row: Article) -> str:
    if draft := draft_of(row):
        return f"beside the text that readers see, changed {ago(draft.saved_at)}"
    return f"changed {ago(row.updated_at)}"


def scheduled() -> Card:
    now = timezone.now()
    found = either(
        Article.objects.filter(status=Article.Status.SCHEDULED, published_at__gt=now),
        Draft.objects.filter(publish_at__gt=now),
    )
    return chapters(
        "Scheduled",
        found.select_related("draft").order_by("draft__publish_at", "published_at"),
        lambda row: f"appears {spoken(appears_at(row))}",
        empty="No chapter waits for its day.",
        part="?status__exact=scheduled",
    )


def either(rows: QuerySet[Article], beside: QuerySet[Draft]) -> QuerySet[Article]:
    """These chapters, and those that have one of these drafts beside them.

    Each part has its index; asked as one, every chapter would be read.
    """
    own, drafted = rows.order_by().values("pk"), beside.order_by().values("article")
    return Article.objects.filter(pk__in=own.union(drafted))


def due() -> Card:
    return chapters(
        "Due for review",
        Article.objects.due_for_review(timezone.localdate()).order_by(
            "last_reviewed_on", "order"
        ),
        lambda row: (
            f"last reviewed {date_format(row.last_reviewed_on, 'F j, Y')}"
            if row.last_reviewed_on
            else "never reviewed"
        ),
        empty="No chapter is due for review.",
    )


def changed_lately() -> Card:
    rows = [
        row
        for model in (Article, Question, BodyArea)
        for row in model.objects.order_by("-updated_at")[:MOST_LINES]
    ]
    rows.sort(key=lambda row: row.updated_at, reverse=True)
    lines = [
        Line(
            str(row),
            change_url(row),
            f"{row._meta.verbose_name}, {ago(row.updated_at)}",
        )
        for row in rows[:MOST_LINES]
    ]
    url = reverse("admin:articles_article_changelist")
    return Card(
        "Changed lately", 0, lines, "Nothing is written yet.", "All chapters", url
    )


def chapters(
    title: str,
    found: QuerySet,
    detail: Callable[[Article], str],
    empty: str,
    part: str = "",
) -> Card:
    rows = found.defer("body")[:MOST_LINES]
    lines = [Line(row.title, change_url(row), detail(row)) for row in rows]
    url = reverse("admin:articles_article_changelist") + part
    return Card(
        title,
        found.count(),
        lines,
        empty,
        "All of them" if part else "All chapters",
        url,
    )


def change_url(row) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def ago(moment) -> str:
    """2 hours ago"""
    if timezone.now() - moment < timedelta(minutes=1):
        return "just now"
    return f"{timesince(moment, depth=1)} ago"


def spoken(moment) -> str:
    """Sat, March 6, 10:00 AM, in the spa's zone"""
    return date_format(timezone.localtime(moment), "D, F j, g:i A")
