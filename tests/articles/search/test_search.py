"""Readers find what the guide says, however they spell it, and nothing that is not public."""

import html
import re

import pytest

from articles.search import current
from tests.articles.search.searches import (
    FIRST_RESULTS,
    HOSTILE,
    first_results,
    not_near_the_top,
    paths_in,
    text_in,
)


@pytest.fixture
def search(client, guide):

    def ask(words: str) -> str:
        response = client.get("/search/", {"q": words})
        assert response.status_code == 200
        return response.content.decode()

    return ask


def test_what_was_meant_is_first_however_it_is_spelled(search):
    assert first_results(search) == FIRST_RESULTS
    assert not_near_the_top(search) == []
    assert paths_in(search("NÉCK")) == paths_in(search("neck"))


def test_any_words_are_only_words(search, subtests):
    for words in HOSTILE:
        with subtests.test(words):
            page = search(words)

            assert "<h1>Search</h1>" in page
            assert "<script" not in page
            assert not {"\x00", "\u202e", "\ue000", "\ue001"} & set(page)


def test_every_result_leads_to_the_place_that_it_names(search, client):
    pages = {}
    for passage in current.index().passages:
        address, _, anchor = passage.path.partition("#")
        if address not in pages:
            pages[address] = client.get(address)

        assert pages[address].status_code == 200, passage.path
        html = pages[address].content.decode()
        assert not anchor or f'id="{anchor}"' in html, passage.path


def test_the_words_are_marked_where_they_were_found(search):
    page = search("swollen calf")

    assert "one leg or <mark>calf</mark> is <mark>swollen</mark>, warm" in page
    assert ">Warning sign: Urgent</p>" in page
    # A figure, too, that stands in a row.
    assert "15 to <mark>20</mark> minutes" in search("900 seconds heat compress 20")


def test_relief_is_never_found_without_its_stop_sign(search):
    stop_sign = "Press the back of the neck only, never the front or side."

    assert stop_sign in text_in(search("fingers"))
    assert text_in(search("glutes")).count("Stop sign:") == 1


def test_what_is_found_is_counted(search):
    assert "1 result for “tech neck”" in text_in(search("tech neck"))
    assert "7 results for “calf”" in text_in(search("calf"))
    assert "The 20 best results for “knot”" in text_in(search("knot"))


def test_a_misspelling_is_said_with_what_was_searched_instead(search):
    text = text_in(search("foam rollar"))

    assert "results for “foam roller”" in text
    assert "Did you mean this? You wrote “foam rollar”." in text


def test_words_that_are_nowhere_together_are_found_apart(search):
    text = text_in(search("yoga doorway"))

    assert "No page has all of these words" in text
    assert "Variety" in text and "Doorway pec stretch" in text


def test_the_field_keeps_what_was_typed_and_the_title_says_it(search):
    page = " ".join(search("  foam\n rollar ").split())

    assert 'name="q" maxlength="100" value="foam rollar">' in page
    assert "<title>“foam rollar” – Search – Knotcare</title>" in page


def test_neither_what_was_typed_nor_what_is_found_becomes_html(search, make_article):
    make_article(
        title="\ue000Its\ue001 stripes",
        body="Rub the `<b>zebra</b>` & \ue000stripes\ue001.\n\n    \ue002{hold neck}\ue003 okapi",
    )

    found = search("zebra")
    typed = search('"><img src=x onerror=alert(1)>')

    assert "Rub the &lt;b&gt;<mark>zebra</mark>&lt;/b&gt; &amp; stripes." in found
    assert ">Its stripes</a>" in found and "<mark>Its" not in found
    assert "{hold neck} okapi" in text_in(search("okapi"))
    assert "<img" not in typed
    assert html.escape('"><img src=x', quote=True) in typed


def test_an_empty_search_helps_on(search):
    for words in ("", "   ", "\x00", "\u200b"):
        text = text_in(search(words))

        assert "One plain word is enough" in text
        assert "Where does it hurt? Neck Shoulders" in text
        assert "Call 911 if …" in text
        assert "How long until a knot goes away?" in text
        assert "Nothing found" not in text


def test_a_search_that_finds_nothing_says_so_and_helps_on(search):
    for words in ("pizza", "when should I", "💆", "burtition"):
        text = text_in(search(words))

        assert f"Nothing found for “{words}”" in text
        assert "Check the spelling" in text
        assert "Where does it hurt? Neck Shoulders" in text
        assert "Sudden or severe pain? Read first Call 911 if …" in text


def test_a_very_long_search_is_cut_and_says_so(search):
    page = search("neck " * 60)

    assert "That was long: only the beginning was searched for." in text_in(page)
    assert f'value="{("neck " * 20).strip()}"' in page
    assert "/relief/neck/" in paths_in(page)


def test_a_long_line_is_shown_from_where_the_word_is(search, make_article):
    make_article(body=f"{'So it began. ' * 40}Then a zebra came. {'And on. ' * 60}")
    make_article(body=f"{'stripes ' * 90}giraffe {'spots ' * 90}")

    assert "<p>… Then a <mark>zebra</mark> came. And on." in search("zebra")
    giraffe = re.search(r"<p>(… stripes.*?)</p>", search("giraffe"))[1]
    assert "<mark>giraffe</mark>" in giraffe and len(giraffe) < 260


def test_the_page_sets_no_cookie_and_is_kept_out_of_search_engines(client, search):
    response = client.get("/search/", {"q": "neck"})

    assert not response.cookies
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "/search/" not in client.get("/sitemap.xml").content.decode()
    assert client.post("/search/").status_code == 405


def test_the_form_is_where_readers_look_for_it(client, guide):
    for path in ("/", "/questions/", "/search/", "/nothing-here/"):
        page = " ".join(client.get(path).content.decode().split())

        assert page.count('action="/search/" role="search"') == 1
        assert '<label for="search-words">' in page


def test_a_site_without_a_guide_finds_nothing_and_says_so(client, db):
    assert "Nothing found" in client.get("/search/?q=neck").content.decode()
    assert client.get("/search/").status_code == 200
