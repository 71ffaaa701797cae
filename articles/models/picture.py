from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from articles.pictures import FOLDER, Picture

LONGEST_DESCRIPTION = 250  # characters


class UploadedPicture(models.Model):
    """A picture of the library. Its files follow from these values; texts name them."""

    key = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveSmallIntegerField(editable=False)  # pixels, as below
    height = models.PositiveSmallIntegerField(editable=False)
    has_avif = models.BooleanField(editable=False)
    description = models.CharField(
        max_length=LONGEST_DESCRIPTION,
        blank=True,
        help_text=(
            "What does it show? For people who cannot see it. It is offered whenever "
            "the picture is put into a text; texts that show it keep their own words."
        ),
    )
    file_name = models.CharField(max_length=100, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="added by",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField("added", auto_now_add=True)

    class Meta:
        verbose_name = "picture"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.description or self.file_name or f"Picture {self.key[:6]}"

    def clean(self):
        name = f"{FOLDER}/{self.key}-{self.width}x{self.height}.webp"
        if self.key and not Picture.named(name):
            raise ValidationError("No picture has such a key or such a size.")

    @property
    def picture(self) -> Picture:
        return Picture(self.key, self.width, self.height, self.has_avif)
