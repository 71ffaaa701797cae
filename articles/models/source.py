from django.db import models


class Source(models.Model):
    """A citation that the guide leans on; a text cites it with [^slug]."""

    slug = models.SlugField(
        unique=True, help_text="The name by which a text cites it: [^…]"
    )
    citation = models.CharField(
        max_length=300, help_text="Authors, journal, year, pages; or the organization."
    )
    url = models.URLField("address", blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.citation
