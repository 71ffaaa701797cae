"""Any sequence of acts on chapters: nothing that readers once saw dies on the web."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import settings, stateful
from hypothesis import strategies as st

from articles.models import Article, Draft, draft
from articles.models.draft import texts_of
from articles.publishing import lifecycle
from tests.articles.conftest import NOW

pytestmark = pytest.mark.slow
SLUGS = ["a", "b", "c", "d"]
acts = st.sampled_from(["keep", "schedule", "publish"])
slugs = st.sampled_from(SLUGS)
places = st.integers(0, 9)
soon = st.integers(1, 30)


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

    @stateful.rule(act=acts, place=places, slug=slugs, minutes=soon)
    def write(self, act, place, slug, minutes):
        """Press a button for a new chapter or another text of one that is there; the
        form refuses a slug that another chapter or draft has."""
        rows = [*Article.objects.all(), Article()]
        before = rows[place % len(rows)]
        chapters = Article.objects.exclude(pk=before.pk)
        others = Draft.objects.exclude(article=before.pk)
        if any(taken.filter(slug=slug).exists() for taken in (chapters, others)):
            return
        self.number += 1
        texts = texts_of(before)
        texts |= {"title": f"T{self.number}", "slug": slug, "summary": "S."}
        if act == "publish":
            lifecycle.publish(before, texts)
            return
        if act == "keep":
            after = lifecycle.save_draft(before, texts, by=None)
        else:
            at = timezone.now() + timedelta(minutes=minutes)
            after = lifecycle.schedule(before, texts, at, by=None)
        if before.was_public:
            assert (after.title, after.slug) == (before.title, before.slug)

    @stateful.rule(place=places)
    def retire(self, place):
        known = [row for row in Article.objects.all() if row.was_public]
        if known:
            lifecycle.retire(known[place % len(known)])

    @stateful.rule(minutes=st.integers(1, 40))
    def wait(self, minutes):
        self.clock.shift(timedelta(minutes=minutes))
        lifecycle.publish_due()

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
        assert not draft.due(timezone.now()).exists()


@pytest.mark.usefixtures("db")
def test_no_sequence_of_acts_loses_an_address():
    stateful.run_state_machine_as_test(
        Guide,
        settings=settings(max_examples=25, stateful_step_count=15, deadline=None),
    )
