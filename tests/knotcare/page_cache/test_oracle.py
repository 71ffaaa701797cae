"""Whatever is asked and edited in whatever order, the store answers as Django does."""

import gzip

import brotli
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from articles.models import Article, Question
from booking.models import Service
from knotcare.page_cache.compression import zstd
from knotcare.page_cache.store import PageStore

from ..conftest import CountingHandler
from ..wsgi import Answer, ask

pytestmark = pytest.mark.slow

PATHS = st.sampled_from(
    [
        *("/", "/guide/ease-a-knot-now/", "/questions/", "/about/", "/robots.txt"),
        *("/guide/gone/", "/guide//", "/nothing", "/relief", "/admin/", "/healthz"),
        *("/?a=b", "/search/?q=neck", "/guide/\xc3\xa9/", "/guide/\xff/", "//", ""),
        *("/robots.txt/", "/static/../settings.py", "/GUIDE/", "/%2e%2e/"),
    ]
)
METHODS = st.sampled_from(["GET"] * 4 + ["HEAD", "POST", "OPTIONS", "PUT", "get", "X"])
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "accept_encoding": st.sampled_from(
            ["gzip", "br", "zstd, br;q=0.1", "identity;q=0", "*", "gzip;q=0", "x", ""]
        ),
        "host": st.sampled_from(
            ["127.0.0.1:8000", "localhost", "EVIL.example", "[::1]", "a b", ""]
        ),
        "cookie": st.sampled_from(["a=b", "sessionid=x", "messages=x", ";;=", ""]),
        "authorization": st.just("Basic eDp5"),
        "x_forwarded_proto": st.sampled_from(["https", "http", "ftp"]),
        "x_forwarded_host": st.just("evil.example"),
        "range": st.just("bytes=0-1"),
        "if_modified_since": st.just("Wed, 25 Nov 2026 00:00:00 GMT"),
        "accept_language": st.sampled_from(["de", "en"]),
    },
)
DECODERS = {"gzip": gzip.decompress, "br": brotli.decompress, "zstd": zstd.decompress}
OF_THE_CODING = {"Content-Encoding", "Content-Length", "ETag", "Vary", "Set-Cookie"}


def meaning(answer: Answer) -> tuple:
    """An answer without its coding; a token differs each time."""
    coding = answer.headers.get("Content-Encoding")
    body = DECODERS[coding](answer.body) if coding and answer.body else answer.body
    headers = {name: answer.headers[name] for name in {*answer.headers} - OF_THE_CODING}
    return answer.status, headers, body


class StoreBesideDjango(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.handler = CountingHandler()
        self.store = PageStore(self.handler)
        self.known = {}

    @rule(path=PATHS, method=METHODS, headers=HEADERS)
    def ask(self, path, method, headers):
        expected = ask(self.handler, path, method, **headers)
        answer = ask(self.store, path, method, **headers)
        if method == "HEAD":
            expected.body = answer.body = b""

        assert meaning(answer) == meaning(expected)
        if etag := answer.headers.get("ETag"):
            self.known[path] = etag, headers

    @rule(path=PATHS)
    def ask_again(self, path):
        """One who has a page is told that it still holds only where it does."""
        etag, headers = self.known.get(path, ('"none"', {}))
        now = ask(self.store, path, **headers)
        answer = ask(self.store, path, **headers, if_none_match=etag)

        holds = now.headers.get("ETag") == etag and now.status == 200
        assert (answer.status == 304) == holds

    @rule(title=st.text("ab<&é", min_size=1, max_size=9))
    def edit_a_chapter(self, title):
        Article.objects.filter(slug="ease-a-knot-now").update(title=title)

    @rule(answer=st.text("ab *", min_size=1, max_size=9))
    def edit_a_question(self, answer):
        question = Question.objects.first()
        question.answer = answer
        question.save()

    @rule(price=st.integers(1, 999))
    def change_a_price(self, price):
        Service.objects.update_or_create(
            name="Deep tissue", defaults={"minutes": 60, "price": price, "order": 1}
        )

    @rule()
    def take_a_chapter_away_and_bring_it_back(self):
        chapters = Article.objects.filter(slug="ease-a-knot-now")
        is_public = chapters.get().status == Article.Status.PUBLISHED
        chapters.update(status="retired" if is_public else "published")


def test_the_store_answers_as_django_does(committed_guide):
    run_state_machine_as_test(
        StoreBesideDjango,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
