from django.db import models
from django.urls import reverse
from markdownx.models import MarkdownxField

from .kept import Kept
from .ordered import Ordered


class Question(Ordered):
    """A question that readers ask, with its answer."""

    question = models.CharField(max_length=150)
    slug = models.SlugField(
        unique=True, help_text="The end of this answer’s address, after /questions/#"
    )
    answer = MarkdownxField()
    updated_at = models.DateTimeField("changed", auto_now=True)

    history = Kept()

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return f"{reverse('articles:questions')}#{self.slug}"
