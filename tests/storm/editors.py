"""An editor in a process of their own, who opens a question and saves it at a given
instant."""

from . import insider  # first: it sets Django up

# ruff: isort: split
import os

from django.contrib.auth import get_user_model
from django.test import Client

from articles.models import Question
from articles.versions import values_at, versions_of
from tests.desk import admin_url, form_values

client = Client(SERVER_NAME="localhost")
opened = {}


def open_form() -> None:
    """Open the first question's form, signed in as this process."""
    if not opened:
        name = f"editor-{os.getpid()}"
        client.force_login(get_user_model().objects.create_superuser(name))
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


insider.DEEDS |= {deed.__name__: deed for deed in (open_form, save_form, answers)}

if __name__ == "__main__":
    insider.main()
