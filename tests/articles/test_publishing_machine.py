"""Any sequence of acts on chapters: nothing that readers once saw dies on the web."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import settings, stateful
from hypothesis import strategies as st

from articles import drafts, publishing
from articles.models import Article, Draft
from tests.articles.conftest import NOW

SLUGS = ["a", "b", "c", "d"]
ACTS = ["keep", "schedule", "publish"]


class Guide(stateful.RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.travel = time_machine.travel(NOW, tick=False)
        self.clock = self.travel.start()
        self.seen = set()  # addresses at which readers saw a chapter
        self.number = 0
        self.client = Client()

    def teardown(self):
        self.travel.stop()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def chapter(self, place: int) -> Article:
        rows = list(Article.objects.all())
        return rows[place % len(rows)]

    def do(self, act: str, article: Article, slug: str, minutes: int) -> Article:
        """What the form does, which keeps a slug that another chapter or draft has."""
        chapters = Article.objects.exclude(pk=article.pk)
        others = Draft.objects.exclude(article=article.pk)
        if any(rows.filter(slug=slug).exists() for rows in (chapters, others)):
            return article
        self.number += 1
        texts = drafts.texts_of(article)
        texts |= {"title": f"T{self.number}", "slug": slug, "summary": "S."}
        if act == "publish":
            return publishing.publish(article, texts)
        if act == "keep":
            return publishing.keep(article, texts, by=None)
        at = timezone.now() + timedelta(minutes=minutes)
        return publishing.schedule(article, texts, at, by=None)

    @stateful.rule(
        act=st.sampled_from(ACTS),
        slug=st.sampled_from(SLUGS),
        minutes=st.integers(1, 30),
    )
    def write(self, act, slug, minutes):
        self.do(act, Article(), slug, minutes)

    @stateful.precondition(lambda self: Article.objects.exists())
    @stateful.rule(
        act=st.sampled_from(ACTS),
        place=st.integers(0, 9),
        slug=st.sampled_from(SLUGS),
        minutes=st.integers(1, 30),
    )
    def change(self, act, place, slug, minutes):
        before = self.chapter(place)
        after = self.do(act, before, slug, minutes)
        if before.was_public and act != "publish":
            assert (after.title, after.slug) == (before.title, before.slug)

    @stateful.precondition(lambda self: Article.objects.exists())
    @stateful.rule(place=st.integers(0, 9))
    def retire(self, place):
        chapter = self.chapter(place)
        if chapter.was_public:
            publishing.retire(chapter)

    @stateful.rule(minutes=st.integers(1, 40))
    def wait(self, minutes):
        self.clock.shift(timedelta(minutes=minutes))
        publishing.publish_due()

    @stateful.invariant()
    def every_address_that_readers_saw_leads_somewhere_in_one_step(self):
        self.seen |= set(Article.objects.published().values_list("slug", flat=True))
        for slug in self.seen:
            response = self.client.get(f"/guide/{slug}/")
            if response.status_code == 301:
                response = self.client.get(response.url)
            assert response.status_code in (200, 410), slug

    @stateful.invariant()
    def nothing_else_is_shown(self):
        for slug in set(SLUGS) - self.seen:
            assert self.client.get(f"/guide/{slug}/").status_code == 404

    @stateful.invariant()
    def nothing_due_is_left(self):
        assert not publishing.due(timezone.now()).exists()


@pytest.mark.usefixtures("db")
def test_no_sequence_of_acts_loses_an_address():
    stateful.run_state_machine_as_test(
        Guide,
        settings=settings(max_examples=25, stateful_step_count=15, deadline=None),
    )
