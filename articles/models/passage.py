"""What the search reads: the guide in passages, kept true by `search.index`."""

from django.db import models


class PassageQuerySet(models.QuerySet):
    def warnings(self):
        """Where each care card can be read, the most urgent first."""
        return self.filter(kind=Passage.Kind.WARNING).order_by("urgency")


class Passage(models.Model):
    """A piece of the guide that a search can lead to, as plain text.

    `text` has a line for each paragraph, list item or table row. `place` is that of the
    row among its kind; in a chapter, that of the section.
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
    # A plain number, so that deleting a row asks nobody about its passages.
    row_id = models.BigIntegerField()
    place = models.PositiveIntegerField()
    urgency = models.PositiveIntegerField(null=True)  # of warning signs: 1 comes first

    objects = PassageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "row_id"])]

    def __str__(self):
        return self.title


class Word(models.Model):
    """A word as it is spelled, and in how many passages, those of drafts too."""

    word = models.CharField(max_length=40, unique=True)
    passages = models.PositiveIntegerField()

    def __str__(self):
        return self.word


class Mention(models.Model):
    """A row of the guide that a text names, as in {dose heat}; `place` is the part of the
    page on which it does.

    The text is that of a chapter, a question or a body area.
    """

    kind = models.CharField(max_length=8, choices=Passage.Kind.choices)
    row_id = models.BigIntegerField()
    named = models.CharField(max_length=20)
    slug = models.CharField(max_length=50)
    place = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "row_id"]),
            models.Index(fields=["slug"]),
            models.Index(fields=["kind", "named"]),
        ]

    def __str__(self):
        return f"{self.kind} {self.row_id}: {self.named} {self.slug}"


class Writing(models.Model):
    """Which code wrote what is searched, in one row. A migration that empties the search
    empties this too, and the next start writes it anew."""

    code = models.CharField(max_length=64)

    def __str__(self):
        return self.code
