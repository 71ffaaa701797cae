"""What the search reads: the guide in passages, made anew by `search.index`."""

from django.db import models
from django.db.models import Q

from .article import Article


class PassageQuerySet(models.QuerySet):
    def public(self):
        """Passages of what readers can see now."""
        chapters = Article.objects.published().order_by().values("pk")
        return self.filter(Q(chapter_id=None) | Q(chapter_id__in=chapters))

    def warnings(self):
        """Where each care card can be read, the most urgent first."""
        return self.filter(kind=Passage.Kind.WARNING).order_by("urgency")


class Passage(models.Model):
    """A piece of the guide that a search can lead to, as plain text.

    `text` has a line for each paragraph, list item or table row.
    """

    class Kind(models.TextChoices):
        WARNING = "warning", "Warning sign"
        RELIEF = "relief", "Relief"
        STRETCH = "stretch", "Stretch"
        CHAPTER = "chapter", "Chapter"
        QUESTION = "question", "Question"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.TextField()
    part_of = models.TextField(blank=True)
    text = models.TextField()
    path = models.TextField()
    # A plain number, so that deleting a chapter asks nobody about its passages.
    chapter_id = models.BigIntegerField(null=True)
    urgency = models.PositiveIntegerField(null=True)  # of warning signs: 1 comes first

    objects = PassageQuerySet.as_manager()

    def __str__(self):
        return self.title


class Word(models.Model):
    """A word of the passages, as it is spelled; drafts have theirs here too."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self):
        return self.word
