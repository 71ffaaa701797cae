from django.core.exceptions import ValidationError
from django.db import models

from .article import Article


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
