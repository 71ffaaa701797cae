"""The search on a real PostgreSQL finds what it finds on SQLite, and what an editor saves
in one process is found by the next search in another, on both."""

from contextlib import ExitStack
from urllib.parse import urlencode

import pytest

from tests.articles.search.searches import (
    FIRST_RESULTS,
    HOSTILE,
    first_results,
    not_near_the_top,
    paths_in,
    text_in,
)
from tests.real_site import site_environment

from .processes import Process

QUESTION = "knot-or-something-more-serious"


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

    return lambda words: read(reader, words)


def read(reader: Process, words: str) -> str:
    path = f"/search/?{urlencode({'q': words})}"
    status, page = reader.ask("read", path=path)
    assert status == 200, words
    return page


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
def test_what_is_saved_in_one_process_is_found_in_the_other(begin_readers, kind):
    editor, reader = begin_readers(kind)

    for number in range(3):
        assert "Nothing found" in text_in(read(reader, f"zebra{number}"))
        saved = editor.ask("edit", slug=QUESTION, answer=f"Zebra{number}.", at=0)
        assert saved == 302
        assert f"/questions/#{QUESTION}" in paths_in(read(reader, f"zebra{number}"))
