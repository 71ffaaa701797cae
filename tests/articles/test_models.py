"""What the database keeps true of the guide's rows, whoever writes them."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, CareCard, Dose, Question, QuickRelief, Stretch


def assert_refused(act, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        act(**values)


def test_readers_see_published_and_due_articles_only(make_article):
    hour = timedelta(hours=1)
    published = make_article()
    make_article(status="draft")
    due = make_article(status="scheduled", published_at=timezone.now() - hour)
    make_article(status="scheduled", published_at=timezone.now() + hour)

    assert list(Article.objects.published()) == [published, due]


def test_a_public_article_has_a_summary_and_a_date_and_a_reviewer_too(make_article):
    assert_refused(make_article, summary="")
    assert_refused(make_article, published_at=None)
    assert_refused(make_article, reviewed_by="A. Person, PT")
    assert make_article(status="draft", summary="", published_at=None).pk


def test_slugs_and_orders_are_unique(make_article):
    first = make_article()

    assert_refused(make_article, slug=first.slug)
    assert_refused(make_article, order=first.order)


def test_a_relief_row_has_its_seconds_in_order_and_its_stop_sign(guide):
    update = QuickRelief.objects.filter(area__slug="neck").update

    assert_refused(update, hold_from_seconds=61)
    assert_refused(update, hold_from_seconds=0)
    assert_refused(update, hold_to_seconds=None)
    assert_refused(update, stop_sign="")


def test_a_stretch_holds_in_order_and_has_a_caution(guide):
    assert_refused(Stretch.objects.update, hold_to_seconds=10)
    assert_refused(Stretch.objects.update, caution="")


def test_a_dose_has_an_end_and_runs_forward(db):
    create = partial(Dose.objects.create, name="Heat", slug="heat")

    assert_refused(create)
    assert_refused(create, from_seconds=20, to_seconds=10)


def test_rows_say_what_they_are(guide):
    assert str(Article.objects.first()) == "Ease a knot now"
    assert str(QuickRelief.objects.first()) == "Neck: Your own fingers"
    assert str(Dose.objects.get(slug="heat")) == "Heat: 15 to 20 minutes"
    assert str(CareCard.objects.first()) == "Call 911 if"


def test_an_order_names_every_row_once(guide):
    first, second, third = Question.objects.all()

    with pytest.raises(ValueError, match="every row once"):
        Question.objects.put_in_order([first.pk])
    Question.objects.put_in_order([second.pk, first.pk, third.pk])

    assert list(Question.objects.all()) == [second, first, third]
