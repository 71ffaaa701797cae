"""What differs between two texts is told to the letter, and can be read."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.differences import GONE, NEW, SAME, differences, folded

SIGNS = {SAME: "{}", GONE: "[-{}]", NEW: "[+{}]"}
texts = st.text(alphabet=st.sampled_from("ab \n.é*"), max_size=60) | st.text(
    max_size=60
)


def told(pieces, *kinds) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


def marked(old: str, new: str) -> str:
    """Both texts in one, with [-what went] and [+what came]."""
    pieces = differences(old, new)
    return "".join(SIGNS[piece.kind].format(piece.text) for piece in pieces)


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


def test_a_changed_word_is_one_change():
    words = marked("Press slowly, and hold.", "Press gently, and hold.")

    assert words == "Press [-slowly][+gently], and hold."


def test_words_that_changed_side_by_side_are_one_change():
    old = "Use a tennis ball on the wall at home."

    words = marked(old, old.replace("a tennis", "some lacrosse"))

    assert words == "Use [-a tennis][+some lacrosse] ball on the wall at home."


def test_a_passage_with_little_in_common_is_replaced_as_a_whole():
    old, new = "Breathe in, and count to ten.", "Heat eases it. Take a warm bath, too."

    assert marked(old, new) == f"[-{old}][+{new}]"


def test_a_new_paragraph_leaves_its_neighbours_alone():
    words = marked("One.\n\nThree.", "One.\n\nTwo.\n\nThree.")

    assert words == "One.\n\n[+Two.\n\n]Three."


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
