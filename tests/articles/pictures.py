"""Picture files for the tests, and the way an editor sends them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.library import take_in
from articles.models import UploadedPicture


def picture_file(kind="PNG", image=None, size=(60, 30), **options) -> bytes:
    """A file of this kind; a plain red picture when none is given."""
    data = io.BytesIO()
    (image or Image.new("RGB", size, "red")).save(data, kind, **options)
    return data.getvalue()


def upload_to(client, data, name="photo.jpg", content_type="image/jpeg"):
    file = SimpleUploadedFile(name, data, content_type)
    return client.post("/markdownx/upload/", {"image": file})


def in_library(description="", size=(60, 30), **values) -> UploadedPicture:
    """A picture of the library, with its files."""
    row = UploadedPicture(description=description, **values)
    take_in(SimpleUploadedFile("photo.png", picture_file(size=size)), row)
    row.save()
    return row
