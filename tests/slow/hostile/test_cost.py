"""What one stranger sends costs the others nothing: ten times the text is about ten times
the work, at every place where text is taken, and too much is refused unread."""

import time
from itertools import product
from urllib.parse import quote

import pytest
from django.test import Client

from articles.markdown.renderer import MAX_CHARACTERS, names_in, rendered
from articles.search.analyzer import folded
from articles.utils.text import MOST_MARKS, lines, one_line
from knotcare.middleware.bad_input import MOST_OF_A_VISITOR

PAGE = "/book/"
MARKS = "e\u0301\u0323"  # what is put in order, for each letter
UNITS = [
    MARKS,
    "\u0301\u0323",
    "x",
    " ",
    "\n",
    "<",
    "@",
    "/book/a ",
    "\U0001f600",
    "\x00",
]
TYPED = ["name", "email", "phone", "note", "service", "area", "day_1", "other_day_1"]
MOST_GROWTH = 15  # times; by the square it would be 100
OF_A_HEAD = 8000  # bytes; gunicorn takes no longer field


def cut(unit: str, size: int) -> str:
    """A text of so many bytes, or a few less."""
    return unit * (size // len(unit.encode()))


@pytest.fixture
def doors(spa, make_request, guide, editor_client):
    """Each place where text is taken: how to send a text there, and its largest size."""
    reader, stranger = Client(), Client(enforce_csrf_checks=True)
    private = make_request().links.get(purpose="visitor").get_absolute_url()
    desk = make_request().links.get(purpose="desk").get_absolute_url()
    reader.raise_request_exception = False

    def form(client, path: str, *names: str):
        return lambda text: client.post(path, dict.fromkeys(names, text))

    def field(name: str):
        return lambda text: reader.get("/nothing/", headers={name: text.strip()})

    most = MOST_OF_A_VISITOR - 1000
    editors = MAX_CHARACTERS
    return {
        "booking form": (form(reader, PAGE, *TYPED), most // len(TYPED)),
        "note": (form(reader, PAGE, "note"), most),
        "note without a token": (form(stranger, PAGE, "note"), most),
        "visitor’s words": (form(reader, private, "why"), most),
        "desk’s words": (form(reader, desk, "message", "start", "act"), most // 3),
        "sign-in": (form(reader, "/admin/login/", "username", "password"), most),
        "search": (
            lambda text: reader.get(f"/search/?q={quote(text)}"),
            OF_A_HEAD // 3,
        ),
        "path": (lambda text: reader.get(f"/guide/{quote(text)}"), OF_A_HEAD // 3),
        "Host": (field("Host"), OF_A_HEAD),
        "Referer": (field("Referer"), OF_A_HEAD),
        "Origin": (field("Origin"), OF_A_HEAD),
        "Cookie": (field("Cookie"), OF_A_HEAD),
        "preview": (form(editor_client, "/markdownx/markdownify/", "content"), editors),
        "heading": (
            lambda text: form(editor_client, "/markdownx/markdownify/", "content")(
                f"# {text}"
            ),
            editors,
        ),
    }


def seconds(act, text: str) -> float:
    """The processor's time, which others beside it don't change much; the shortest."""
    found = []
    for _ in range(3):
        for kept in (names_in, rendered):
            kept.cache_clear()
        begin = time.thread_time()
        act(text)
        found.append(time.thread_time() - begin)
    return min(found)


def test_ten_times_the_text_is_at_most_about_ten_times_the_work(doors):
    found = {}
    for (door, (act, most)), unit in product(doors.items(), UNITS):
        act("x")  # what is loaded once
        few, many = (seconds(act, cut(unit, size)) for size in (most // 10, most))
        if many > MOST_GROWTH * few:
            found[door, unit] = few, many

    assert found == {}


def test_more_than_any_form_needs_is_refused_unread(spa, make_request):
    class Unread:
        def read(self, *_):
            raise AssertionError("It was read.")

        readline = read

    def refused(path: str, size: int) -> bool:
        extra = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(size)}
        return Client().post(path, {}, **extra).status_code == 400

    private = make_request().links.get(purpose="visitor").get_absolute_url()
    for path in (PAGE, private, "/guide/", "/nothing/"):
        assert refused(path, MOST_OF_A_VISITOR + 1), path
        assert refused(path, 10**30), path


def test_a_letter_keeps_as_many_marks_as_any_script_has():
    assert lines("e" + "\u0301" * 99) == "é" + "\u0301" * (MOST_MARKS - 1)
    assert one_line(f"{MARKS}{MARKS}") == "\u1eb9\u0301" * 2
    assert folded("É" + "\u0301" * 9 + "ﬁ") == "efi"


def test_what_is_no_character_is_not_kept():
    assert lines("a\x0b\x00\ufffe\uffff\ufdd0\U0010ffff\ud800b") == "ab"
