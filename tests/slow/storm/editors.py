"""Editors in a process of their own, who do what they are told: read, edit and publish,
upload pictures, and save a question that they have opened at a given instant."""

from . import insider  # first: it sets Django up

# ruff: isort: split
import os
import random
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from PIL import Image

from articles.models import Article, Question, UploadedPicture
from articles.models.draft import texts_of
from articles.publishing import lifecycle
from articles.revisions.recorded_fields import values_at, versions_of
from tests.articles.images.pictures import picture_file, upload_to
from tests.desk import admin_url, form_values

client = Client(SERVER_NAME="localhost")
opened = {}


def sign_in() -> None:
    """Sign this process in, as one who may do everything."""
    name = f"editor-{os.getpid()}"
    client.force_login(get_user_model().objects.create_superuser(name))


def open_form() -> None:
    """Open the first question's form."""
    opened["url"] = admin_url(Question, "change", Question.objects.first().pk)
    opened["form"] = form_values(client.get(opened["url"]))


def save_form(answer: str, at: float) -> tuple[int, str]:
    """Save this answer at the instant `at`; return the status and the answer in the
    form that comes back."""
    insider.wait_until(at)
    response = client.post(opened["url"], opened["form"] | {"answer": answer})
    form = form_values(response) if response.status_code == 409 else {"answer": ""}
    return response.status_code, form["answer"]


def answers() -> list[str]:
    """The answer now, and those of the versions, the newest first."""
    question = Question.objects.first()
    kept = versions_of(Question, question.pk)
    return [question.answer, *(values_at(version)["answer"] for version in kept)]


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


def read(path: str) -> list:
    """The status and the HTML of a page."""
    response = Client(SERVER_NAME="localhost").get(path)
    return [response.status_code, response.content.decode()]


def edit(slug: str, answer: str, at: float) -> int:
    """Save a question with this answer in the admin at the instant `at`."""
    users = get_user_model().objects
    client = Client(SERVER_NAME="localhost")
    client.force_login(
        users.get_or_create(username=slug, is_staff=True, is_superuser=True)[0]
    )
    url = admin_url(Question, "change", Question.objects.get(slug=slug).pk)
    values = form_values(client.get(url))
    insider.wait_until(at)
    return client.post(url, values | {"answer": answer}).status_code


def publish(slug: str, title: str) -> None:
    """Let readers see the chapter under this title from now on."""
    chapter = Article.objects.get(slug=slug)
    lifecycle.publish(chapter, texts_of(chapter) | {"title": title})


insider.DEEDS |= {
    deed.__name__: deed
    for deed in (
        *(sign_in, open_form, save_form, answers),
        *(upload, read, edit, publish),
    )
}

if __name__ == "__main__":
    insider.main()
