"""Twice as many rows in every table: each page takes as many queries as before."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafts, publishing
from articles.models import (
    Article,
    BodyArea,
    CareCard,
    Dose,
    Question,
    QuickRelief,
    Source,
    Stretch,
    UploadedPicture,
)
from articles.search import rebuild
from booking.hours import PartOfDay
from booking.models import BookingRequest, OutboxMail, Service, Wish
from booking.models.request import OPEN, State
from booking.submission import submit
from tests.desk import admin_url

PUBLIC_PAGES = [
    *("/", "/guide/", "/guide/chapter-0/", "/relief/", "/relief/area-0/"),
    *("/questions/", "/about/", "/search/", "/search/?q=okapi", "/search/?q=okapy"),
    *("/book/", "/sitemap.xml", "/feed.xml", "/knotcare-guide.html"),
    *("/guide/nothing/", "/guide/former-0/"),
]
TODAY = timezone.localdate()
SETS = 6
AGENDA = "/admin/booking/bookingrequest/agenda"
DESK_PAGES = [
    "/admin/",
    f"{AGENDA}/{TODAY}/",
    f"{AGENDA}/{TODAY}/week/",
    *(admin_url(model, "changelist") for model in admin.site._registry),
    admin_url(BookingRequest, "changelist") + f"?day={TODAY}",
    admin_url(BookingRequest, "changelist") + "?spam=aside",
    admin_url(BookingRequest, "changelist") + "?q=Visitor",
    *(
        admin_url(BookingRequest, "changelist") + f"?state__exact={state}"
        for state in State
    ),
    admin_url(OutboxMail, "changelist") + "?delivery=undelivered",
    admin_url(OutboxMail, "changelist") + "?delivery=sent",
    admin_url(Article, "changelist") + "?draft=yes",
    admin_url(Article, "deleted"),
]


def make_guide(number: int) -> None:
    """A row of every kind, each with what belongs to it."""
    Source.objects.create(slug=f"source-{number}", citation="A study.")
    Dose.objects.create(slug=f"dose-{number}", name="Heat", to_seconds=60)
    card = CareCard.objects.create(
        slug=f"card-{number}",
        level="urgent",
        heading=f"Go if {number}",
        bullets="an okapi",
        order=CareCard.objects.next_order(),
    )
    area = BodyArea.objects.create(
        slug=f"area-{number}",
        name=f"Area {number}",
        summary="An area.",
        advice=f"An okapi. {{dose dose-{number}}}",
        order=BodyArea.objects.next_order(),
    )
    area.care_cards.add(card)
    hold = {"hold_from_seconds": 30, "hold_to_seconds": 60}
    QuickRelief.objects.create(
        area=area, tool="Ball", action="Lean.", stop_sign="Stop.", **hold
    )
    stretch = Stretch.objects.create(
        slug=f"stretch-{number}",
        name=f"Stretch {number}",
        target="A muscle.",
        steps="Stand.",
        caution="Stop.",
        order=Stretch.objects.next_order(),
        **hold,
    )
    stretch.areas.add(area)
    question = f"An okapi? {{dose dose-{number}}} [^source-{number}]"
    Question.objects.create(
        slug=f"question-{number}",
        question=f"Question {number}?",
        answer=question,
        order=Question.objects.next_order(),
    )
    make_chapters(number)
    UploadedPicture.objects.create(
        key=f"{number:032x}",
        **{"width": 9, "height": 9, "has_avif": False},
        file_name="a.jpg",
        description="An okapi",
    )


def make_chapters(number: int) -> None:
    """A public chapter with a draft beside it, one that moved, a draft, a scheduled one."""

    def texts(slug: str) -> dict:
        empty = drafts.texts_of(Article())
        body = f"## Okapi\n\n{{care-card card-{number}}}\n\n{{dose dose-{number}}}"
        return empty | {"title": slug, "slug": slug, "summary": "S.", "body": body}

    soon = timezone.now() + timedelta(days=1)
    public = publishing.publish(Article(), texts(f"chapter-{number}"))
    publishing.keep(public, texts(f"chapter-{number}") | {"title": "New"}, by=None)
    moved = publishing.publish(Article(), texts(f"former-{number}"))
    publishing.publish(moved, texts(f"moved-{number}"))
    publishing.keep(Article(), texts(f"draft-{number}"), by=None)
    publishing.schedule(Article(), texts(f"soon-{number}"), soon, by=None)
    gone = publishing.keep(Article(), texts(f"gone-{number}"), by=None)
    gone.delete()


def make_desk(number: int) -> None:
    """A request in every state, today, with its mails: sent, failed and waiting."""
    User.objects.create(username=f"user-{number}")
    Group.objects.create(name=f"group-{number}")
    Service.objects.create(name=f"Massage {number}", minutes=60, order=number + 100)
    now = timezone.now()
    for state in [*State, "aside"]:
        asked, _ = submit(
            BookingRequest(
                service_name="Massage",
                minutes=60,
                area=BodyArea.objects.last(),
                name=f"Visitor {number}",
                email="ana@visitor.example",
                fit_for_massage=True,
                consented=True,
                suspicion="too fast" if state == "aside" else "",
                wishes_end_at=now + timedelta(days=1),
                delete_on=TODAY + timedelta(days=180),
            ),
            [Wish(day=TODAY, part=part) for part in PartOfDay],
        )
        if state in State.values:
            BookingRequest.objects.filter(pk=asked.pk).update(
                state=state, start=now, answer_by=now + timedelta(days=state in OPEN)
            )
    mails = OutboxMail.objects.filter(entry__request__name=f"Visitor {number}")
    some = list(mails.values_list("pk", flat=True))
    OutboxMail.objects.filter(pk__in=some[::3]).update(sent_at=now)
    OutboxMail.objects.filter(pk__in=some[1::3]).update(error="Refused")


@pytest.fixture
def grow(db):
    """Make twice as many rows as there are; at first, more than one page of requests."""
    made = 0

    def double():
        nonlocal made
        for number in range(made, made * 2 or SETS):
            make_guide(number)
            make_desk(number)
            made += 1
        rebuild()

    return double


def queries(client, path: str) -> list[str]:
    client.get(path)  # what is only asked once a process
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code in (200, 301, 302, 404)
    return [query["sql"] for query in asked]


def assert_constant(grow, client, paths: list[str]) -> None:
    grow()
    before = {path: queries(client, path) for path in paths}
    grow()
    after = {path: queries(client, path) for path in paths}
    grown = {
        path: (len(before[path]), len(after[path]))
        for path in paths
        if len(after[path]) > len(before[path])
    }
    assert grown == {}


def test_public_pages_take_as_many_queries(grow, client):
    assert_constant(grow, client, PUBLIC_PAGES)


def test_pages_of_the_desk_take_as_many_queries(grow, editor_client):
    assert_constant(grow, editor_client, DESK_PAGES)
