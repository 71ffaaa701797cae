"""An editor in a process of their own, who uploads pictures when told to."""

from . import insider  # first: it sets Django up

# ruff: isort: split
import random
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from PIL import Image

from articles.models import UploadedPicture
from tests.articles.pictures import picture_file, upload_to

client = Client(SERVER_NAME="localhost")


def sign_in() -> None:
    client.force_login(get_user_model().objects.create_superuser("pia"))


def upload() -> dict[str, str]:
    """Upload a picture of noise; return the SHA-256 of each stored copy, by its name."""
    noise = Image.frombytes("RGB", (500, 300), random.randbytes(500 * 300 * 3))
    response = upload_to(client, picture_file(image=noise))
    assert response.status_code == 200, response.content
    row = UploadedPicture.objects.latest("pk")
    return {
        name: sha256((settings.MEDIA_ROOT / name).read_bytes()).hexdigest()
        for name in row.picture.names
    }


insider.DEEDS |= {deed.__name__: deed for deed in (sign_in, upload)}

if __name__ == "__main__":
    insider.main()
