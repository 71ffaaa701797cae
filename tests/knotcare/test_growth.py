"""A site that grows: no page takes more queries than before, or shows more than anybody
reads."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import models
from articles.models import Article, BodyArea
from articles.models.draft import texts_of
from articles.publishing import lifecycle
from booking.calendar_rules.opening_hours import PartOfDay
from booking.models import BookingRequest, OutboxMail, Service, Spa
from booking.models.booking_request import OPEN, State
from tests.booking.life import MONDAY, NOW, send_request
from tests.desk import admin_url

PUBLIC_PAGES = [
    *("/", "/guide/", "/guide/chapter-0/", "/relief/", "/relief/row-0/"),
    *("/questions/", "/about/", "/search/", "/search/?q=okapi", "/search/?q=okapy"),
    *("/book/", "/sitemap.xml", "/feed.xml", "/knotcare-guide.html"),
    *("/guide/nothing/", "/guide/former-0/"),
]
MY_SPA = admin_url(Spa, "changelist")
ANSWERS = {"/guide/nothing/": 404, "/guide/former-0/": 301, MY_SPA: 302}
SETS = 2  # less than a page of each list, so that each of its rows costs what it costs
DAY = timedelta(days=1)
AGENDA = f"/admin/booking/bookingrequest/agenda/{MONDAY}/"
REQUESTS = admin_url(BookingRequest, "changelist")
MAILS = admin_url(OutboxMail, "changelist")
DESK_PAGES = [
    *("/admin/", AGENDA, f"{AGENDA}week/"),
    *(admin_url(model, "changelist") for model in admin.site._registry),
    *(f"{REQUESTS}?day={MONDAY}", f"{REQUESTS}?spam=aside", f"{REQUESTS}?q=Visitor"),
    *(f"{REQUESTS}?state__exact={state}" for state in State),
    *(f"{MAILS}?delivery=undelivered", f"{MAILS}?delivery=sent"),
    *(admin_url(Article, "changelist") + "?draft=yes", admin_url(Article, "deleted")),
]


def make_guide(number: int) -> None:
    """A row of every kind, each with what belongs to it."""
    slug = f"row-{number}"
    row = {"slug": slug, "order": number + 1}
    hold = {"hold_from_seconds": 30, "hold_to_seconds": 60}
    text = f"An okapi. {{dose {slug}}}"
    models.Source.objects.create(slug=slug, citation="A study.")
    models.Dose.objects.create(slug=slug, name="Heat", to_seconds=60)
    card = models.CareCard.objects.create(
        **row, level="urgent", heading=f"Go if {number}", bullets="an okapi"
    )
    area = BodyArea.objects.create(
        **row, name=f"Area {number}", summary="An area.", advice=text
    )
    area.care_cards.add(card)
    models.QuickRelief.objects.create(
        area=area, tool="Ball", action="Lean.", stop_sign="Stop.", **hold
    )
    parts = {"target": "A muscle.", "steps": "Stand.", "caution": "Stop."}
    stretch = models.Stretch.objects.create(
        **row, **hold, **parts, name=f"Stretch {number}"
    )
    stretch.areas.add(area)
    models.Question.objects.create(
        **row, question=f"Question {number}?", answer=f"{text} [^{slug}]"
    )
    make_chapters(number)
    size = {"width": 9, "height": 9, "has_avif": False}
    models.UploadedPicture.objects.create(
        **size, key=f"{number:032x}", file_name="a.jpg", description="An okapi"
    )


def make_chapters(number: int) -> None:
    """A public chapter with a draft beside it, one that moved, a draft, a scheduled one."""

    def texts(slug: str) -> dict:
        empty = texts_of(Article())
        body = f"## Okapi\n\n{{care-card row-{number}}}\n\n{{dose row-{number}}}"
        return empty | {"title": slug, "slug": slug, "summary": "S.", "body": body}

    public = lifecycle.publish(Article(), texts(f"chapter-{number}"))
    lifecycle.save_draft(public, texts(f"chapter-{number}") | {"title": "New"}, by=None)
    moved = lifecycle.publish(Article(), texts(f"former-{number}"))
    lifecycle.publish(moved, texts(f"moved-{number}"))
    lifecycle.save_draft(Article(), texts(f"draft-{number}"), by=None)
    lifecycle.schedule(Article(), texts(f"soon-{number}"), NOW + DAY, by=None)
    lifecycle.save_draft(Article(), texts(f"gone-{number}"), by=None).delete()


def make_desk(number: int) -> None:
    """A request in every state, today, with its mails: sent, failed and waiting."""
    User.objects.create(username=f"user-{number}")
    Group.objects.create(name=f"group-{number}")
    Service.objects.create(name=f"Massage {number}", minutes=60, order=number + 100)
    for state in [*State, "aside"]:
        asked = send_request(
            [(MONDAY, part) for part in PartOfDay],
            name=f"Visitor {number}",
            area=BodyArea.objects.last(),
            suspicion="too fast" if state == "aside" else "",
        )
        if state in State.values:
            answer_by = NOW + DAY if state in OPEN else NOW
            BookingRequest.objects.filter(pk=asked.pk).update(
                state=state, start=NOW, answer_by=answer_by
            )
    mails = OutboxMail.objects.filter(entry__request__name=f"Visitor {number}")
    some = list(mails.values_list("pk", flat=True))
    mails.filter(pk__in=some[::3]).update(sent_at=NOW)
    mails.filter(pk__in=some[1::3]).update(error="Refused")


def grow(numbers: range) -> None:
    for number in numbers:
        make_guide(number)
        make_desk(number)


def queries(client, path: str) -> int:
    client.get(path)  # what is only asked once a process
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == ANSWERS.get(path, 200), path
    return len(asked)


@pytest.mark.slow
@time_machine.travel(NOW, tick=False)
def test_twice_as_many_rows_take_no_page_more_queries(client, admin_user):
    client.force_login(admin_user)

    def count() -> dict[str, int]:
        visitor = Client()
        return {path: queries(visitor, path) for path in PUBLIC_PAGES} | {
            path: queries(client, path) for path in DESK_PAGES
        }

    grow(range(SETS))
    before = count()
    grow(range(SETS, 2 * SETS))
    after = count()

    assert {
        path: (before[path], after[path])
        for path in before
        if after[path] > before[path]
    } == {}


@pytest.fixture
def long_guide(guide, make_article):
    return [make_article() for _ in range(60)]


def test_a_long_guide_is_shown_in_parts_and_every_chapter_is_in_one(
    get_page, client, long_guide
):
    home = get_page("/")
    first, second = get_page("/guide/"), get_page("/guide/page/2/")

    assert home.count('class="chapters__item"') == 24
    assert 'href="/guide/"' in home
    for chapter in long_guide:
        link = f'href="{chapter.get_absolute_url()}"'
        assert (link in first) + (link in second) == 1, chapter
    assert 'rel="next" href="/guide/page/2/"' in " ".join(first.split())
    assert 'rel="prev" href="/guide/"' in " ".join(second.split())
    assert client.get("/guide/page/3/").status_code == 404


def test_a_short_guide_is_whole_on_the_home_page(get_page):
    assert "All chapters" not in get_page("/")


def test_the_feed_shows_the_chapters_that_changed_last(get_page, long_guide):
    assert get_page("/feed.xml").count("<entry>") == 30
