"""Any series of edits: the search that followed them is the one that is made anew."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import settings, stateful
from hypothesis import strategies as st

from articles.models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    Mention,
    Passage,
    Question,
    Source,
    Stretch,
    Word,
)
from articles.publishing import lifecycle
from articles.search import rebuild, search
from tests.articles.conftest import NOW
from tests.desk import admin_url, save
from tests.guide_copy import load_guide_quickly

WORDS = ["zebra", "okapi", "neck", "calves", "zebras"]
ASKED = ["zebra", "okapi", "zebre okapy", "neck", "chest pain", "23 minutes", "numb"]
NAMED = [
    *("{dose heat}", "{hold neck}", "{stretch-hold childs-pose}", "{dose new}", ""),
    *("{care-card call-911}", "{stretch doorway-pec-stretch}", "{timer heat}"),
    *("{care-card new}", "{stretch new}", "[^new]", "[^nhs]", "## {dose heat}"),
]
MODELS = [Article, Question, BodyArea, CareCard, Stretch, Dose]
TEXT_FIELDS = {
    **{Article: "body", Question: "answer", BodyArea: "advice"},
    **{CareCard: "bullets", Stretch: "steps", Dose: "detail"},
}

texts = st.lists(st.sampled_from(WORDS + NAMED), min_size=1, max_size=4)
places = st.integers(0, 99)


def row_at(model, place: int):
    rows = model.objects.order_by("pk")
    return rows[place % len(rows)] if rows else None


class Editors(stateful.RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.travel = time_machine.travel(NOW, tick=False)
        self.clock = self.travel.start()
        load_guide_quickly()
        rebuild()
        self.client = Client()
        editor = get_user_model().objects.create_superuser("ed")
        self.client.force_login(editor)
        self.number = 0

    def teardown(self):
        self.travel.stop()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def post(self, model, page, *arguments, **sent):
        self.client.post(admin_url(model, page, *arguments), sent)

    def change(self, model, place, **values):
        if row := row_at(model, place):
            save(self.client, admin_url(model, "change", row.pk), **values)

    @stateful.rule(model=st.sampled_from(MODELS), place=places, words=texts)
    def edit(self, model, place, words):
        self.change(model, place, **{TEXT_FIELDS[model]: "\n\n".join(words)})

    @stateful.rule(place=places, seconds=st.sampled_from(["30", "1380"]))
    def change_a_figure(self, place, seconds):
        self.change(Dose, place, from_seconds="", to_seconds=seconds)

    @stateful.rule(place=places, seconds=st.sampled_from(["47", "61"]))
    def change_a_hold(self, place, seconds):
        self.change(BodyArea, place, **{"quick_relief-0-hold_to_seconds": seconds})

    @stateful.rule(model=st.sampled_from([Article, Question]), place=places)
    def move_its_address(self, model, place):
        self.number += 1
        self.change(model, place, slug=f"moved-{self.number}")

    @stateful.rule(words=texts, button=st.sampled_from(["_keep", "_publish"]))
    def write_a_chapter(self, words, button):
        self.number += 1
        values = {"title": f"T{self.number}", "slug": f"t-{self.number}"}
        values |= {"summary": "A zebra.", "body": "\n\n".join(words), button: ""}
        save(self.client, admin_url(Article, "add"), **values)

    @stateful.rule(model=st.sampled_from([Dose, CareCard, Stretch, Source]))
    def add_what_texts_name(self, model):
        values = {
            Dose: {"name": "New", "to_seconds": "1380"},
            CareCard: {"heading": "Go if", "level": "urgent", "bullets": "a zebra"},
            Stretch: {
                **{"name": "New", "target": "Okapi", "steps": "Be a zebra."},
                **{"hold_from_seconds": "47", "sides": "both", "caution": "Stop."},
            },
            Source: {"citation": "Okapi"},
        }
        url = admin_url(model, "add")
        save(self.client, url, slug="new", **values[model])

    @stateful.rule(
        model=st.sampled_from([*MODELS, Source]), place=places, at_once=st.booleans()
    )
    def delete(self, model, place, at_once):
        if not (row := row_at(model, place)):
            return
        if at_once:
            sent = {"action": "delete_selected", "_selected_action": row.pk}
            self.post(model, "changelist", post="yes", **sent)
        else:
            self.post(model, "delete", row.pk, post="yes")

    @stateful.rule(
        model=st.sampled_from(MODELS[:-1]),
        place=places,
        way=st.sampled_from(["up", "down"]),
    )
    def move(self, model, place, way):
        if row := row_at(model, place):
            self.post(model, "move", row.pk, way)

    @stateful.rule(place=places)
    def retire(self, place):
        if row := row_at(Article, place):
            self.post(Article, "retire", row.pk)

    @stateful.rule(place=places, minutes=st.integers(1, 9))
    def schedule(self, place, minutes):
        if row := row_at(Article, place):
            at = timezone.localtime() + timedelta(minutes=minutes)
            values = {
                "appears_at_0": f"{at:%Y-%m-%d}",
                "appears_at_1": f"{at:%H:%M:%S}",
            }
            values |= {"body": f"A scheduled zebra.\n\n{row.body}", "_schedule": ""}
            self.change(Article, place, **values)

    @stateful.rule(minutes=st.integers(1, 9))
    def wait(self, minutes):
        self.clock.shift(timedelta(minutes=minutes))
        lifecycle.publish_due()

    @stateful.rule(model=st.sampled_from([Article, Question, BodyArea]), place=places)
    def restore(self, model, place):
        versions = model.history.order_by("history_id")
        if versions:
            version = versions[place % len(versions)]
            self.post(model, "restore", version.id, version.history_id)

    @stateful.invariant()
    def it_is_the_search_made_anew(self):
        kept = everything()
        with transaction.atomic():
            rebuild()
            anew = everything()
            transaction.set_rollback(True)
        assert kept == anew


def everything() -> list:
    """All that the search knows, without the keys of its rows; and what it finds."""
    rows = []
    for model in (Passage, Mention, Word):
        names = [each.name for each in model._meta.fields if each.name != "id"]
        rows.append(sorted(model.objects.values_list(*names), key=repr))
    if connection.vendor == "sqlite":
        check_index()
    return rows + [search(words, 20) for words in ASKED]


def check_index() -> None:
    """Raise DatabaseError where the index of SQLite does not fit the passages."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_passage_index (articles_passage_index, rank) "
            "VALUES ('integrity-check', 1)"
        )


@pytest.mark.slow
@pytest.mark.django_db
def test_the_search_follows_every_edit():
    stateful.run_state_machine_as_test(
        Editors, settings=settings(max_examples=5, stateful_step_count=8)
    )
