"""The picture library: its rows; adding a picture, finding what it lacks, taking one away."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from ..images import uploads
from ..images.renditions import FOLDER, Picture

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


LONGEST_FILE_NAME = UploadedPicture._meta.get_field("file_name").max_length


def take_in(upload: UploadedFile, row: UploadedPicture) -> None:
    """Store the picture in `upload` and note in `row`, which is not saved, what it is.

    Raises ValidationError, as `accept_picture` does, when it is refused.
    """
    for name, value in vars(uploads.accept_picture(upload)).items():
        setattr(row, name, value)
    row.file_name = upload.name[-LONGEST_FILE_NAME:]


def adopt_pictures() -> int:
    """Give a row to every stored picture that has none; return how many there were.

    Pictures of the time before the library, of a backup, of another site's guide.
    """
    known = set(UploadedPicture.objects.values_list("key", flat=True))
    strays = [picture for picture in stored() if picture.key not in known]
    UploadedPicture.objects.bulk_create(
        UploadedPicture(**vars(stray)) for stray in strays
    )
    return len(strays)


def stored() -> list[Picture]:
    """The pictures in the storage, whatever the database says."""
    try:
        _, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:  # no picture was ever uploaded
        return []
    largest = {}
    for copy in filter(None, (Picture.named(f"{FOLDER}/{name}") for name in names)):
        other = largest.get(copy.key, copy)
        # Of copies as wide as each other the AVIF one says the most.
        largest[copy.key] = max(copy, other, key=lambda it: (it.width, it.has_avif))
    return list(largest.values())


@transaction.atomic
def remove_pictures(rows) -> None:
    """Delete these pictures of the library, and their files once that is certain."""
    names = [name for row in rows for name in row.picture.names]
    UploadedPicture.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(lambda: delete_files(names))


def delete_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def describe(key: str, description: str) -> None:
    """Keep the first words that anyone finds for a picture, to be offered again."""
    UploadedPicture.objects.filter(key=key, description="").update(
        description=description
    )
