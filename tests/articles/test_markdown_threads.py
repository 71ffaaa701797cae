"""One parser serves all threads of a process, from its first text on."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from articles.markdown_syntax import parser

THREADS = 8
TEXT = "## Heading\n\n- *one*\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"


@pytest.fixture
def eager_threads():
    """Threads that take turns as often as can be."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_readers_who_come_first_at_once_all_get_the_whole_text(eager_threads):
    whole = parser().render(TEXT)

    for _ in range(50):
        markdown, together = parser(), Barrier(THREADS)

        def render(_, markdown=markdown, together=together):
            together.wait()
            return markdown.render(TEXT)

        with ThreadPoolExecutor(THREADS) as pool:
            assert set(pool.map(render, range(THREADS))) == {whole}
