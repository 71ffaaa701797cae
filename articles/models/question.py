from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from markdownx.models import MarkdownxField

from .base import Ordered, OrderedQuerySet, RecordedHistory


class QuestionQuerySet(OrderedQuerySet):
    def with_former_slugs(self):
        """Questions with the places that still lead to them: what became the place of
        another since is left out."""
        taken = Question.objects.order_by().values("slug")
        own = FormerQuestionSlug.objects.exclude(slug__in=taken)
        return self.prefetch_related(models.Prefetch("former_slugs", own))


class Question(Ordered):
    """A question that readers ask, with its answer."""

    question = models.CharField(max_length=150)
    slug = models.SlugField(
        unique=True, help_text="The end of this answer’s address, after /questions/#"
    )
    answer = MarkdownxField()
    updated_at = models.DateTimeField("changed", auto_now=True)

    objects = QuestionQuerySet.as_manager()
    history = RecordedHistory()

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return f"{reverse('articles:questions')}#{self.slug}"


class FormerQuestionSlug(models.Model):
    """A place on the page of questions that a question had; it leads to it for ever."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="former_slugs"
    )
    slug = models.SlugField(unique=True)

    def __str__(self):
        return self.slug

    def clean(self):
        if owner := Question.objects.filter(slug=self.slug).first():
            reason = f"“{owner}” has this address now."
            raise ValidationError({"slug": ValidationError(reason, code="unique")})
