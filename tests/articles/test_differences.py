"""What differs between two texts is told to the letter, and can be read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differences import GONE, NEW, SAME, Piece, differences, folded

texts = st.text(alphabet=st.sampled_from("ab \n.é*"), max_size=60) | st.text(
    max_size=60
)


def told(pieces, *kinds) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(texts, texts)
def test_the_pieces_are_both_texts_to_the_letter(old, new):
    for pieces in (differences(old, new), folded(differences(old, new))):
        assert told(pieces, SAME, GONE) == old
        assert told(pieces, SAME, NEW) == new


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.kind for piece in differences(text, text)} <= {SAME}


def test_a_changed_word_is_one_change():
    pieces = differences("Press slowly, and hold.", "Press gently, and hold.")

    assert pieces == [
        Piece(SAME, "Press "),
        Piece(GONE, "slowly"),
        Piece(NEW, "gently"),
        Piece(SAME, ", and hold."),
    ]


def test_words_that_changed_side_by_side_are_one_change():
    pieces = differences(
        "Use a tennis ball on the wall at home.",
        "Use some lacrosse ball on the wall at home.",
    )

    assert [piece.text for piece in pieces if piece.kind != SAME] == [
        "a tennis",
        "some lacrosse",
    ]


def test_a_passage_with_little_in_common_is_replaced_as_a_whole():
    old, new = "Breathe in, and count to ten.", "Heat eases it. Take a warm bath, too."

    assert differences(old, new) == [Piece(GONE, old), Piece(NEW, new)]


def test_a_new_paragraph_leaves_its_neighbours_alone():
    pieces = differences("One.\n\nThree.", "One.\n\nTwo.\n\nThree.")

    assert pieces == [
        Piece(SAME, "One.\n\n"),
        Piece(NEW, "Two.\n\n"),
        Piece(SAME, "Three."),
    ]


def test_long_unchanged_runs_fold_up_around_a_change():
    paragraphs = [f"Paragraph {number}." for number in range(20)]
    old = "\n\n".join(paragraphs)
    new = old.replace("Paragraph 10.", "Paragraph ten.")

    pieces = folded(differences(old, new))

    assert [piece.paragraphs for piece in pieces if piece.paragraphs] == [10, 9]
    shown = told([piece for piece in pieces if not piece.paragraphs], SAME)
    assert shown == "Paragraph .\n\n"


def test_a_line_end_that_came_can_be_seen():
    pieces = differences("One two three four", "One two\n\nthree four")

    assert "¶" in "".join(piece.shown for piece in pieces if piece.kind == NEW)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 25_000, "b a " * 12_000),
        ("ab\n\n" * 12_000, "ba\n\nab\n\n" * 6_000),
        ("\n" * 50_000, "\n \n" * 16_000),
    ],
    ids=["words", "paragraphs", "lines"],
)
def test_the_longest_texts_are_compared_in_a_moment(old, new):
    start = time.process_time()  # what else the machine does is left out

    pieces = differences(old, new)

    assert time.process_time() - start < 5
    assert told(pieces, SAME, NEW) == new
