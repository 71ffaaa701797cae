"""An editor in a process of their own, who does what they are told, one JSON line at a
time: opens a chapter, and saves it at a given instant."""

import json
import os
import sys
import time

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from articles.loading import load_guide  # noqa: E402
from articles.models import Question  # noqa: E402
from articles.versions import values_at, versions_of  # noqa: E402
from tests.desk import admin_url, form_values  # noqa: E402

client = Client(SERVER_NAME="localhost")
opened = {}


def set_up() -> None:
    load_guide()


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
    time.sleep(max(0, at - time.time()))
    response = client.post(opened["url"], opened["form"] | {"answer": answer})
    form = form_values(response) if response.status_code == 409 else {"answer": ""}
    return response.status_code, form["answer"]


def answers() -> list[str]:
    """The answer now, and those of the versions, the newest first."""
    question = Question.objects.first()
    kept = versions_of(Question, question.pk)
    return [question.answer, *(values_at(version)["answer"] for version in kept)]


DEEDS = {deed.__name__: deed for deed in (set_up, open_form, save_form, answers)}


def main():
    for line in sys.stdin:
        told = json.loads(line)
        try:
            answer = DEEDS[told.pop("do")](**told)
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
