"""A chapter, the addresses it had, and when a professional should look at it again."""

from calendar import monthrange
from datetime import date, datetime, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from markdownx.models import MarkdownxField

from .base import Ordered, OrderedQuerySet, RecordedHistory


def due_before(today: date) -> date:
    """What was last reviewed before this day is due: REVIEW_MONTHS ago, or the last day
    of that month where it is shorter."""
    months = today.year * 12 + today.month - 1 - settings.REVIEW_MONTHS
    year, month = divmod(months, 12)
    last_day = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last_day))


def is_due(reviewed_on: date | None, public_on: date | None, today: date) -> bool:
    """Whether a chapter is due: one that was never reviewed counts from its first day.

    A chapter that readers can't see (`public_on` is None) is never due.
    """
    return bool(public_on and (reviewed_on or public_on) < due_before(today))


class ArticleQuerySet(OrderedQuerySet):
    def published(self):
        """Articles that readers can see now: the only definition of public."""
        return self.filter(
            Q(status=Article.Status.PUBLISHED)
            | Q(status=Article.Status.SCHEDULED, published_at__lte=timezone.now())
        )

    def due_for_review(self, today: date):
        """Chapters on the site that a professional should look at again."""
        before = due_before(today)
        midnight = timezone.make_aware(datetime.combine(before, time.min))
        never, old = Q(last_reviewed_on=None), Q(last_reviewed_on__lt=before)
        return self.published().filter(old | never & Q(published_at__lt=midnight))


class Article(Ordered):
    """One chapter of the guide."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    SEEN = (Status.PUBLISHED, Status.RETIRED)  # by readers, now or once

    title = models.CharField(max_length=100)
    slug = models.SlugField(
        unique=True, help_text="The end of the page’s address, after /guide/"
    )
    summary = models.CharField(
        max_length=200,
        blank=True,
        help_text=(
            "One or two plain sentences: the lead of the page and what search engines "
            "show. Needed before readers can see the chapter."
        ),
    )
    body = MarkdownxField("text", blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    published_at = models.DateTimeField(
        "published",
        null=True,
        blank=True,
        help_text="When a scheduled chapter appears. Spa time.",
    )
    last_reviewed_on = models.DateField(
        null=True, blank=True, help_text="The day a professional last checked the text."
    )
    reviewed_by = models.CharField(
        max_length=100,
        blank=True,
        help_text="Name and title of that person. Empty until a real person did.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # When readers last got another text; only what changes that sets it.
    updated_at = models.DateTimeField("changed", default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()
    history = RecordedHistory()

    class Meta(Ordered.Meta):
        verbose_name = "chapter"
        indexes = [
            models.Index(
                fields=["published_at"],
                condition=Q(status="scheduled"),
                name="article_scheduled",
            ),
            models.Index(
                fields=["updated_at"], condition=Q(status="draft"), name="article_draft"
            ),
            models.Index(fields=["updated_at"]),
            models.Index(
                fields=["order"], condition=~Q(reviewed_by=""), name="article_reviewed"
            ),
            # Of thousands, which are due and how many are public, without their texts.
            models.Index(
                fields=["last_reviewed_on", "order", "status", "published_at"],
                name="article_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | ~Q(summary=""),
                name="public_article_has_summary",
                violation_error_message="Write a summary before readers see this chapter.",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False),
                name="public_article_has_date",
                violation_error_message="Say when this chapter appears.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by="") | Q(last_reviewed_on__isnull=False),
                name="reviewer_has_date",
                violation_error_message="Say on which day the reviewer checked the text.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("articles:chapter", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return Article.objects.published().filter(pk=self.pk).exists()

    @property
    def was_public(self) -> bool:
        """Whether readers can or could see it: from then on it is never a draft again."""
        return self.status in Article.SEEN or (
            self.status == Article.Status.SCHEDULED
            and self.published_at <= timezone.now()
        )


class FormerSlug(models.Model):
    """An address that a chapter had while readers could see it.

    It leads to the chapter itself, so that however often it moves there is one step.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="former_slugs"
    )
    slug = models.SlugField(unique=True)

    def __str__(self):
        return self.slug

    def clean(self):
        owner = Article.objects.filter(slug=self.slug, status__in=Article.SEEN).first()
        if owner:
            reason = f"“{owner}” has this address now."
            raise ValidationError({"slug": ValidationError(reason, code="unique")})
