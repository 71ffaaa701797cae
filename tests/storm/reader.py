"""An insider who also reads pages, edits questions and publishes chapters."""

from . import insider  # first: it sets Django up

# ruff: isort: split
from django.contrib.auth import get_user_model
from django.test import Client

from articles import publishing
from articles.drafts import texts_of
from articles.models import Article, Passage, Question
from tests.desk import admin_url, form_values

HOST = {"SERVER_NAME": "localhost"}


def read(path: str) -> list:
    """The status and the HTML of a page."""
    response = Client(**HOST).get(path)
    return [response.status_code, response.content.decode()]


def edit(slug: str, answer: str, at: float) -> int:
    """Save a question with this answer in the admin at the instant `at`."""
    users = get_user_model().objects
    client = Client(**HOST)
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
    publishing.publish(chapter, texts_of(chapter) | {"title": title})


def passages() -> list[list[str]]:
    """The address and the text of each passage."""
    return [[row.path, row.text] for row in Passage.objects.all()]


insider.DEEDS |= {deed.__name__: deed for deed in (read, edit, publish, passages)}

if __name__ == "__main__":
    insider.main()
