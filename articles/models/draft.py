"""The next text of a chapter: what it is, when it appears, and who is shown it before."""

from copy import copy
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone
from markdownx.models import MarkdownxField

from .article import Article
from .base import name_of
from .preview_link import PreviewLink


class Draft(models.Model):
    """The next text of a chapter that readers know, beside the one that they see."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE)
    title = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)
    summary = models.CharField(max_length=200, blank=True)
    body = MarkdownxField("text", blank=True)
    last_reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=100, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)  # none: it is only kept
    saved_by = models.ForeignKey(  # none: it came from files
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["saved_at"]
        indexes = [models.Index(fields=["publish_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(publish_at=None) | ~models.Q(summary=""),
                name="scheduled_draft_has_summary",
                violation_error_message="Write a summary before readers see this text.",
            )
        ]

    def __str__(self):
        return f"Draft of {self.title}"

    def clean(self):
        if not self.article.was_public:
            raise ValidationError(
                f"Readers don’t know “{self.article}” yet: its next text is its own."
            )
        others = Article.objects.exclude(pk=self.article_id)
        if other := others.filter(slug=self.slug).first():
            reason = f"“{other}” has this slug."
            raise ValidationError({"slug": ValidationError(reason, code="unique")})

    @property
    def signed(self) -> str:
        """The name of who saved it, if that account is still there."""
        return name_of(self.saved_by) if self.saved_by else ""


# What an editor writes of a chapter.
TEXTS = ("title", "slug", "summary", "body", "last_reviewed_on", "reviewed_by")

Status = Article.Status


def texts_of(row: Article | Draft) -> dict:
    """What an editor writes of a chapter, as its row or a draft has it."""
    return {name: getattr(row, name) for name in TEXTS}


def draft_of(article: Article) -> Draft | None:
    return getattr(article, "draft", None)


def appears_at(article: Article) -> datetime | None:
    """When readers will see what is scheduled of the chapter, if anything is."""
    if draft := draft_of(article):
        return draft.publish_at
    return article.published_at if article.status == Status.SCHEDULED else None


def due(now: datetime) -> QuerySet:
    """The keys of the chapters whose time has come, or that of the draft beside them.

    A union, as each part has its index; asked as one, every chapter would be read.
    """
    chapters = Article.objects.filter(status=Status.SCHEDULED, published_at__lte=now)
    drafts = Draft.objects.filter(publish_at__lte=now)
    return (
        chapters.order_by()
        .values_list("pk", flat=True)
        .union(drafts.order_by().values_list("article", flat=True))
    )


def next_appearance() -> datetime | None:
    """The next instant at which a scheduled text appears; None where none is to come."""
    now = timezone.now()
    chapters = Article.objects.filter(status=Status.SCHEDULED, published_at__gt=now)
    drafts = Draft.objects.filter(publish_at__gt=now)
    firsts = [
        chapters.aggregate(first=Min("published_at"))["first"],
        drafts.aggregate(first=Min("publish_at"))["first"],
    ]
    return min(filter(None, firsts), default=None)


def to_come(article: Article) -> Article | None:
    """The chapter as readers will see it next; nothing where they see all there is."""
    draft = draft_of(article)
    if article.status == Status.PUBLISHED and not draft:
        return None
    shown = as_edited(article)
    shown.updated_at = timezone.now()
    return shown


def as_edited(article: Article) -> Article:
    """The chapter with the text that its editors see: that of the draft beside it, if
    there is one. It is not saved."""
    edited = copy(article)
    for name, value in texts_of(draft_of(article) or article).items():
        setattr(edited, name, value)
    return edited


@transaction.atomic
def share(article: Article) -> PreviewLink:
    """A new link to the chapter's draft, the only one that works from now on."""
    end_sharing(article)
    return PreviewLink.objects.create(article=article)


def end_sharing(article: Article) -> None:
    """Take back the link to the chapter's draft, if there is one."""
    article.preview_links.live().update(expires_at=timezone.now())
