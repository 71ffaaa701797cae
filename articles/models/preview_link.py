from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles.utils.tokens import new_key

from .article import Article

LASTS = timedelta(days=14)


def in_two_weeks() -> datetime:
    return timezone.now() + LASTS


class PreviewLinkQuerySet(models.QuerySet):
    def live(self):
        return self.filter(expires_at__gt=timezone.now())


class PreviewLink(models.Model):
    """A secret address that shows one chapter's draft to whoever has it, for a while.

    A link that was taken back keeps its row with an end in the past.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="preview_links"
    )
    key = models.CharField(max_length=32, default=new_key, unique=True)
    expires_at = models.DateTimeField(default=in_two_weeks)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["expires_at"]

    def __str__(self):
        return f"Preview of {self.article}"

    def get_absolute_url(self):
        return reverse("articles:preview", args=[self.key])
