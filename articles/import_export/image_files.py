"""The files of the library's pictures, carried along in a folder's pictures/."""

import re
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ..images.renditions import NAME, Picture
from ..models import UploadedPicture
from ..models.base import models_with_markdown


def export_pictures(folder: Path) -> list[str]:
    """Put the files of the guide's pictures into `folder` and take others out of it.

    Returns the names of those that the storage has lost. Raises OSError.
    """
    names, lost = names_of_all(), []
    for name in sorted(names):
        if default_storage.exists(name):
            with default_storage.open(name) as file:
                put_file(folder / name, file.read())
        elif not (folder / name).exists():
            lost.append(name)
    for name in carried(folder) - names:
        (folder / name).unlink()
    return lost


def import_pictures(folder: Path) -> list[str]:
    """Bring what `folder` carries of the guide's pictures into the storage, where it is
    missing; return what. Comes after the guide's rows."""
    names = carried(folder) & names_of_all()
    missing = sorted(name for name in names if not default_storage.exists(name))
    for name in missing:
        default_storage.save(name, ContentFile((folder / name).read_bytes()))
    return missing


def carried(folder: Path) -> set[str]:
    paths = (path.relative_to(folder) for path in folder.glob("pictures/*"))
    return {path.as_posix() for path in paths if NAME.fullmatch(path.as_posix())}


def names_of_all() -> set[str]:
    """The files, at every width, of each picture in the library or in a text."""
    library = {row.picture for row in UploadedPicture.objects.all()}
    return {name for picture in library | shown() for name in picture.names}


def shown() -> set[Picture]:
    urls = re.compile(re.escape(settings.MEDIA_URL) + NAME.pattern)
    return {Picture.at(url[0]) for text in texts() for url in urls.finditer(text)}


def texts() -> list[str]:
    """Everything that may show a picture."""
    return [
        text
        for model, field in models_with_markdown().items()
        for text in model.objects.values_list(field, flat=True)
    ]


def put_file(path: Path, data: bytes) -> bool:
    """Make `path` hold `data`; return whether it did not yet. Raises OSError.

    The file is either the old or the new, never half of it.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
    return True
