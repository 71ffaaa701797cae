from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, CareCard, Dose, Question, QuickRelief, Stretch


def test_readers_see_published_and_due_articles_only(make_article):
    hour = timedelta(hours=1)
    published = make_article()
    make_article(status="draft")
    due = make_article(status="scheduled", published_at=timezone.now() - hour)
    make_article(status="scheduled", published_at=timezone.now() + hour)

    assert list(Article.objects.published()) == [published, due]


def test_a_public_article_has_a_summary_and_a_date(make_article):
    for missing in ({"summary": ""}, {"published_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_article(**missing)

    assert make_article(status="draft", summary="", published_at=None).pk


def test_a_reviewer_is_named_with_a_date(make_article):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(reviewed_by="A. Person, PT")


def test_slugs_and_orders_are_unique(make_article):
    first = make_article()

    for taken in ({"slug": first.slug}, {"order": first.order}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_article(**taken)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hold_from_seconds": 61},
        {"hold_from_seconds": 0},
        {"hold_to_seconds": None},
        {"stop_sign": ""},
    ],
)
def test_a_relief_row_has_its_seconds_in_order_and_its_stop_sign(guide, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        QuickRelief.objects.filter(area__slug="neck").update(**wrong)


def test_a_stretch_holds_in_order_and_has_a_caution(guide):
    for wrong in ({"hold_to_seconds": 10}, {"caution": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Stretch.objects.update(**wrong)


def test_a_dose_has_an_end_and_runs_forward(db):
    for ends in ({}, {"from_seconds": 20, "to_seconds": 10}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dose.objects.create(name="Heat", slug="heat", **ends)


def test_rows_say_what_they_are(guide):
    assert str(Article.objects.first()) == "Ease a knot now"
    assert str(QuickRelief.objects.first()) == "Neck: Your own fingers"
    assert str(Dose.objects.get(slug="heat")) == "Heat: 15 to 20 minutes"
    assert str(CareCard.objects.first()) == "Call 911 if"


def test_the_order_can_be_set_and_stepped(guide):
    first, second, third = Question.objects.all()

    Question.objects.move(third.pk, -1)
    assert list(Question.objects.all()) == [first, third, second]

    Question.objects.move(first.pk, -1)
    assert list(Question.objects.all()) == [first, third, second]

    Question.objects.put_in_order([second.pk, first.pk, third.pk])
    assert list(Question.objects.all()) == [second, first, third]


def test_an_order_names_every_row_once(guide):
    first, *_ = Question.objects.all()

    with pytest.raises(ValueError, match="every row once"):
        Question.objects.put_in_order([first.pk])
