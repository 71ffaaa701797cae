"""Picture files for the tests, and the way an editor sends them."""

import io
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import UploadedPicture
from articles.models.image import take_in


def picture_file(kind="PNG", image=None, size=(60, 30), **options) -> bytes:
    """A file of this kind; a plain red picture when none is given."""
    data = io.BytesIO()
    (image or Image.new("RGB", size, "red")).save(data, kind, **options)
    return data.getvalue()


def upload_to(client, data, name="photo.jpg", content_type="image/jpeg"):
    file = SimpleUploadedFile(name, data, content_type)
    return client.post("/markdownx/upload/", {"image": file})


def refusal_of(client, *file) -> list[str]:
    """What the editor is told of a file that is refused; nothing is kept of it."""
    response = upload_to(client, *file)
    assert response.status_code == 400
    assert not UploadedPicture.objects.exists() and not kept_files()
    return response.json()["image"]


def kept_files() -> list[str]:
    """The names of all uploads, below the folder for them."""
    folder = Path(settings.MEDIA_ROOT)
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def in_library(description="", size=(60, 30), **values) -> UploadedPicture:
    """A picture of the library, with its files."""
    row = UploadedPicture(description=description, **values)
    take_in(SimpleUploadedFile("photo.png", picture_file(size=size)), row)
    row.save()
    return row
