from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from markdownx.models import MarkdownxField

from .article import Article
from .kept import name_of


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
