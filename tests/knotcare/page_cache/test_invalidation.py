"""Whatever changes a public page, the next look at it shows the change."""

from datetime import time, timedelta
from functools import partial

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    PreviewLink,
    Question,
    QuickRelief,
    Source,
    Stretch,
)
from articles.models.draft import texts_of
from articles.publishing import lifecycle
from booking.models import OpeningHours, Service, Spa
from knotcare.page_cache.invalidation import UNSEEN, create_triggers, seen_models

from ..wsgi import ask

NEW = "Quite another word"
NECK, QUESTIONS, ABOUT = "/relief/neck/", "/questions/", "/about/"
SECURITY = "/.well-known/security.txt"


# What is changed in every row, and a page that shows it.
FIELDS = [
    (Article, "title", "/feed.xml"),
    (Question, "question", QUESTIONS),
    (BodyArea, "summary", NECK),
    (QuickRelief, "stop_sign", NECK),
    (Stretch, "caution", NECK),
    (CareCard, "heading", "/guide/more-than-a-knot/"),
    (Dose, "detail", "/knotcare-guide.html"),
    (Source, "citation", ABOUT),
]
HOURS = {"weekday": 0, "opens": time(9, 7), "closes": time(18)}
WAYS = {
    "an order": ("/", lambda: Article.objects.move(Article.objects.last().pk, -1)),
    "a price": (ABOUT, lambda: Service.objects.create(name=NEW, minutes=60, order=1)),
    "an hour": (ABOUT, lambda: OpeningHours.objects.create(**HOURS)),
    "the spa": (ABOUT, lambda: Spa.objects.create(pk=1, name=NEW)),
    "the spa's mail": (SECURITY, lambda: Spa.objects.update(email="a@spa.example")),
    "a care card of an area": (NECK, lambda: neck().care_cards.clear()),
    "a stretch of an area": (NECK, lambda: neck().stretches.clear()),
    "a deletion": (QUESTIONS, lambda: Question.objects.first().delete()),
    "SQL by hand": ("/", lambda: sql("UPDATE articles_article SET title = 'x'")),
}


def neck() -> BodyArea:
    return BodyArea.objects.get(slug="neck")


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_change_is_seen_by_the_next_request(get, handler, subtests):
    changes = {
        f"{model.__name__}.{field}": (
            path,
            partial(model.objects.update, **{field: NEW}),
        )
        for model, field, path in FIELDS
    } | WAYS
    for change, (path, make_it) in changes.items():
        with subtests.test(change=change):
            before = get(path)
            assert before.status == 200

            make_it()

            after = get(path)
            assert after.body == ask(handler, path).body
            assert after.body != before.body
            assert get(path) == after


def test_what_is_rolled_back_was_never_there(get, handler):
    page = get()
    with pytest.raises(RuntimeError), lifecycle.transaction.atomic():
        Article.objects.update(title=NEW)
        raise RuntimeError

    assert get() == page
    assert handler.asked == ["/"]


def test_what_no_page_shows_leaves_the_pages_where_they_are(get, handler):
    get()

    PreviewLink.objects.create(article=Article.objects.first())

    get()
    assert handler.asked == ["/"]


@pytest.mark.parametrize("is_known", [False, True], ids=["a chapter", "a draft"])
def test_a_scheduled_text_appears_on_time_from_the_store_too(get, is_known):
    chapter = Article.objects.last()
    if not is_known:
        Article.objects.filter(pk=chapter.pk).update(status=Article.Status.DRAFT)
        chapter.refresh_from_db()
    at = timezone.now() + timedelta(hours=1)
    lifecycle.schedule(chapter, texts_of(chapter) | {"title": NEW}, at, None)

    with time_machine.travel(at - timedelta(seconds=1), tick=False):
        assert NEW not in get().text
    with time_machine.travel(at, tick=False):
        assert NEW in get().text


def test_a_page_with_its_date_on_it_is_made_anew_at_midnight_in_houston(get):
    with time_machine.travel("2026-11-05 05:59Z", tick=False):
        assert "November 4, 2026" in get("/desk-card.html").text
    with time_machine.travel("2026-11-05 06:00Z", tick=False):
        assert "November 5, 2026" in get("/desk-card.html").text


def test_every_model_is_either_watched_or_named_as_unseen():
    named = {apps.get_model(label) for label in UNSEEN}

    assert named.isdisjoint(seen_models())
    assert Article in seen_models() and Article.history.model not in seen_models()


def test_a_migration_that_makes_a_table_anew_and_a_second_one_leave_it_watched(get):
    title = Article._meta.get_field("title")
    longer = title.clone()
    longer.max_length = 101
    longer.set_attributes_from_name("title")
    with connection.schema_editor() as editor:
        editor.alter_field(Article, title, longer)
        editor.alter_field(Article, longer, title)
    call_command("migrate", verbosity=0)
    create_triggers()  # as a second migration does
    get()

    Article.objects.update(title=NEW)

    assert NEW in get().text
