"""What differs between two texts is told to the letter, and can be read."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.revisions.compare import GONE, NEW, SAME, differences, folded

texts = st.text(alphabet=st.sampled_from("ab \n.é*"), max_size=60) | st.text(
    max_size=60
)


def told(pieces, *kinds) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(texts, texts)
def test_the_pieces_are_both_texts_to_the_letter(old, new):
    pieces = differences(old, new)

    for each in (pieces, folded(pieces)):
        assert told(each, SAME, GONE) == old
        assert told(each, SAME, NEW) == new
    assert all(piece.kind != after.kind for piece, after in pairwise(pieces))


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.kind for piece in differences(text, text)} <= {SAME}


# Both texts in one, with [-what went] and [+what came].
MARKED = {
    "a changed word is one change": "Press [-slowly][+gently], and hold.",
    "and so are words side by side": (
        "Use [-a tennis][+some lacrosse] ball on the wall at home."
    ),
    "a passage with little in common is replaced as a whole": (
        "[-Breathe in, and count to ten.][+Heat eases it. Take a warm bath, too.]"
    ),
    "a new paragraph leaves its neighbours alone": "One.\n\n[+Two.\n\n]Three.",
}


@pytest.mark.parametrize("marked", MARKED.values(), ids=MARKED)
def test_a_difference_is_marked_as_a_reader_would(marked):
    old = re.sub(r"\[-(.*?)\]|\[\+.*?\]", r"\1", marked, flags=re.S)
    new = re.sub(r"\[\+(.*?)\]|\[-.*?\]", r"\1", marked, flags=re.S)

    pieces = differences(old, new)

    signs = {SAME: "{}", GONE: "[-{}]", NEW: "[+{}]"}
    words = "".join(signs[piece.kind].format(piece.text) for piece in pieces)
    assert words == marked


def test_long_unchanged_runs_fold_up_around_a_change():
    old = "\n\n".join(f"Paragraph {number}." for number in range(20))
    new = old.replace("Paragraph 10.", "Paragraph ten.")

    pieces = folded(differences(old, new))

    assert [piece.paragraphs for piece in pieces if piece.paragraphs] == [10, 9]
    shown = told([piece for piece in pieces if not piece.paragraphs], SAME)
    assert shown == "Paragraph .\n\n"


def test_a_line_end_that_came_can_be_seen():
    pieces = differences("One two three four", "One two\n\nthree four")

    assert "¶" in "".join(piece.shown for piece in pieces if piece.kind == NEW)


def test_the_longest_texts_are_compared_in_a_moment():
    for old, new in (
        ("a " * 25_000, "b a " * 12_000),
        ("ab\n\n" * 12_000, "ba\n\nab\n\n" * 6_000),
        ("\n" * 50_000, "\n \n" * 16_000),
    ):
        start = time.process_time()  # what else the machine does is left out

        pieces = differences(old, new)

        assert time.process_time() - start < 5, new[:10]
        assert told(pieces, SAME, NEW) == new
