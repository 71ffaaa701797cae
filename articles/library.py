"""The picture library: adding a picture, finding what it lacks, taking one away."""

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from . import uploads
from .models import UploadedPicture
from .pictures import FOLDER, Picture

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
