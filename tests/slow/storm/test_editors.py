"""Editors who save one text at the same instant, each in a process of their own."""

import time
from contextlib import ExitStack

import pytest

from tests.real_site import site_environment

from .processes import Process


@pytest.fixture(params=["sqlite", "postgres"])
def editors(request, new_database):
    url, folder = new_database(request.param, "migrate", "loadguide")
    environment = site_environment(folder, DATABASE_URL=url, DEBUG="1")
    with ExitStack() as stack:
        racers = [Process("editors", environment) for _ in range(3)]
        for racer in racers:
            assert stack.enter_context(racer).ask("sign_in") is None
        yield racers


def test_of_those_who_save_at_once_one_is_saved_and_the_others_are_told(editors):
    for number in range(10):
        for editor in editors:
            assert editor.ask("open_form") is None
        at = time.time() + 0.05
        texts = [f"Round {number}, editor {place}." for place in range(len(editors))]
        for editor, text in zip(editors, texts, strict=True):
            editor.tell("save_form", answer=text, at=at)
        outcomes = [editor.hear() for editor in editors]

        statuses = [status for status, _ in outcomes]
        assert sorted(statuses) == [302, 409, 409], outcomes
        saved = texts[statuses.index(302)]
        kept = [text for _, text in outcomes if text]
        assert sorted([saved, *kept]) == texts
        now, newest, *older = editors[0].ask("answers")
        assert now == newest == saved
        assert len(older) == number + 1
