"""The search on a real PostgreSQL finds what it finds on SQLite, and two editors who
save at the same instant leave it whole, on both."""

import time
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest

from tests.articles.search.searches import (
    FIRST_RESULTS,
    HOSTILE,
    first_results,
    not_near_the_top,
    text_in,
)
from tests.real_site import site_environment

from .processes import Process

ROUNDS = 3
SLUGS = ["knot-or-something-more-serious", "how-long-until-it-goes"]


@pytest.fixture(scope="module")
def begin_readers(new_database):
    """Begin two processes of a site with the whole guide on a kind of database."""
    with ExitStack() as stack:

        def begin(kind: str) -> list[Process]:
            url, folder = new_database(kind, "migrate", "loadguide")
            environment = site_environment(folder, DATABASE_URL=url, DEBUG="1")
            return [
                stack.enter_context(Process("editors", environment)) for _ in range(2)
            ]

        yield begin


@pytest.fixture(scope="module")
def search(begin_readers):
    reader, _ = begin_readers("postgres")

    def ask(words: str) -> str:
        path = f"/search/?{urlencode({'q': words})}"
        status, page = reader.ask("read", path=path)
        assert status == 200, words
        return page

    return ask


def test_what_was_meant_is_first(search):
    assert first_results(search) == FIRST_RESULTS
    assert not_near_the_top(search) == []


def test_the_words_are_marked(search):
    page = search("swollen calf")

    assert "one leg or <mark>calf</mark> is <mark>swollen</mark>, warm" in page


def test_any_words_are_only_words(search):
    for words in HOSTILE:
        assert "<h1>Search</h1>" in search(words)


def test_empty_words_count_for_nothing(search):
    assert "Nothing found" in text_in(search("when should I"))


def test_accents_make_no_difference(search):
    assert "results for “NÉCK”" in text_in(search("NÉCK"))


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_two_editors_at_the_same_instant_leave_every_passage_once(begin_readers, kind):
    editors = begin_readers(kind)
    before = sorted(path for path, _ in editors[0].ask("passages"))

    for number in range(ROUNDS):
        at = time.time() + 1
        answers = [f"Zebra {number} of {slug}." for slug in SLUGS]
        for editor, slug, answer in zip(editors, SLUGS, answers, strict=True):
            editor.tell("edit", slug=slug, answer=answer, at=at)
        assert [editor.hear() for editor in editors] == [302, 302]

        passages = editors[0].ask("passages")
        assert sorted(path for path, _ in passages) == before
        assert {text for _, text in passages}.issuperset(answers)
