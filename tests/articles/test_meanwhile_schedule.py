"""Two editors and a schedule: neither drops what the other scheduled without a word."""

from datetime import UTC, datetime

import html5lib
import pytest
from django.utils import timezone

from articles.drafts import appears_at, as_edited
from articles.models import Article
from articles.publishing import publish_due
from tests.desk import admin_url, form_values, save

from .test_history import text_in
from .test_meanwhile import after, url_of

MARCH = {"appears_at_0": "2127-03-03", "appears_at_1": "14:10:00"}
APRIL = {"appears_at_0": "2127-04-04", "appears_at_1": "09:00:00"}
SCHEDULE = MARCH | {"_schedule": ""}
RETITLE = {"title": "Ana’s title"}


@pytest.fixture(params=["new", "live", "draft beside"])
def chapter(request, make_article, eve):
    if request.param == "new":
        return make_article(title="T", status="draft", published_at=None)
    chapter = make_article(title="T")
    if request.param == "draft beside":
        save(eve, url_of(chapter), _keep="")
    return chapter


def now_of(chapter) -> tuple[str, str]:
    """Its title on the desk, and the day and time at which it is to appear."""
    row = Article.objects.get(pk=chapter.pk)
    at = appears_at(row)
    return as_edited(row).title, f"{timezone.localtime(at):%m-%d %H:%M}" if at else ""


def offered(response) -> tuple[str, str]:
    """The name and the words of the button in the notice."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    button = page.find(".//section[@class='meanwhile']//button")
    return button.get("name"), button.text.strip()


def press_it(client, chapter, response):
    name, _ = offered(response)
    saved = client.post(url_of(chapter), form_values(response) | {name: ""})
    assert saved.status_code == 302


@pytest.mark.parametrize(
    ("words", "button"),
    [({}, "_keep"), ({"body": "Eve’s paragraph."}, "_keep"), ({}, "_publish")],
)
def test_what_eve_scheduled_stays_so_with_both_texts(eve, ana, chapter, words, button):
    response = after(eve, ana, chapter, SCHEDULE | words, RETITLE | {button: ""})

    assert response.status_code == 409
    told = text_in(response)
    assert "Eve saved this at " in told
    assert "Appears on [put in: March 3, 2127, 2:10 PM ]" in told
    assert now_of(chapter) == ("T", "03-03 14:10")
    assert offered(response) == ("_schedule", "Save both as scheduled")

    press_it(ana, chapter, response)

    assert now_of(chapter) == ("Ana’s title", "03-03 14:10")
    edited = as_edited(Article.objects.get(pk=chapter.pk))
    assert edited.body == words.get("body", "Some text.")


def test_who_forgot_the_time_is_given_that_of_eve(eve, ana, chapter):
    response = after(eve, ana, chapter, SCHEDULE, RETITLE | {"_schedule": ""})

    press_it(ana, chapter, response)

    assert now_of(chapter) == ("Ana’s title", "03-03 14:10")


def test_what_both_changed_is_scheduled_still(eve, ana, chapter):
    mine = RETITLE | {"_keep": ""}
    response = after(eve, ana, chapter, SCHEDULE | {"title": "Eve’s"}, mine)

    assert offered(response) == ("_schedule", "Save mine anyway as scheduled")
    press_it(ana, chapter, response)
    assert now_of(chapter) == ("Ana’s title", "03-03 14:10")


def test_a_time_that_eve_moved_is_not_moved_back(eve, ana, chapter):
    save(eve, url_of(chapter), **SCHEDULE)
    mine = RETITLE | {"_schedule": ""}

    response = after(eve, ana, chapter, APRIL | {"_schedule": ""}, mine)

    assert response.status_code == 409
    press_it(ana, chapter, response)
    assert now_of(chapter) == ("Ana’s title", "04-04 09:00")


def test_who_saves_as_scheduled_when_the_time_has_come_is_told_of_no_clash(
    clock, ana, chapter
):
    at_ten = {"appears_at_0": "2027-03-01", "appears_at_1": "10:00:00"}
    save(ana, url_of(chapter), **at_ten | {"_schedule": ""})
    form = form_values(ana.get(url_of(chapter)))
    clock.move_to(datetime(2027, 3, 1, 16, tzinfo=UTC))
    publish_due()

    response = ana.post(url_of(chapter), form | RETITLE | {"_schedule": ""})

    assert response.status_code == 409
    assert "Both of you changed" not in text_in(response)
    assert offered(response) == ("_keep", "Save both as a draft")


def test_what_eve_took_back_is_not_scheduled_again(eve, ana, chapter):
    save(eve, url_of(chapter), **SCHEDULE)
    mine = RETITLE | {"_schedule": ""}

    response = after(eve, ana, chapter, {"_keep": ""}, mine)

    assert response.status_code == 409
    assert "Appears on [taken out: March 3, 2127, 2:10 PM ]" in text_in(response)
    assert offered(response) == ("_keep", "Save both as a draft")
    press_it(ana, chapter, response)
    assert now_of(chapter) == ("Ana’s title", "")


def test_two_times_for_one_chapter_are_told(eve, ana, chapter):
    response = after(eve, ana, chapter, SCHEDULE, APRIL | {"_schedule": ""})

    told = text_in(response)
    assert "Both of you changed: Appears on ." in told
    assert "Appears on as Eve left it, to copy from March 3, 2127, 2:10 PM" in told
    assert offered(response) == ("_schedule", "Save mine anyway as scheduled")
    press_it(ana, chapter, response)
    assert now_of(chapter) == ("T", "04-04 09:00")


def test_who_saw_the_schedule_and_keeps_a_draft_has_one(eve, ana, chapter):
    save(eve, url_of(chapter), **SCHEDULE)

    mine = RETITLE | {"_keep": ""}
    response = after(eve, ana, chapter, {"body": "Eve’s."}, mine)

    assert offered(response) == ("_keep", "Save both as a draft")
    press_it(ana, chapter, response)
    assert now_of(chapter) == ("Ana’s title", "")


@pytest.mark.parametrize("token", ["", "0-0", "1-2-٣", "1--99999999999999999999"])
def test_a_form_of_unknown_age_unschedules_nothing_unseen(eve, ana, chapter, token):
    mine = RETITLE | {"opened_at": token, "_keep": ""}

    response = after(eve, ana, chapter, SCHEDULE, mine)

    assert response.status_code == 409
    assert "Appears on: from the latest text to yours" in text_in(response)
    assert now_of(chapter) == ("T", "03-03 14:10")


@pytest.mark.parametrize("chapter", ["new"], indirect=True)
def test_who_brings_a_late_chapter_back_with_a_text_is_told_it_is_a_draft(
    clock, eve, ana, chapter
):
    soon = {"appears_at_0": "2027-03-01", "appears_at_1": "10:00", "_schedule": ""}
    save(eve, url_of(chapter), **soon)
    form = form_values(ana.get(url_of(chapter)))
    eve.post(admin_url(Article, "delete", chapter.pk), {"post": "yes"})
    clock.shift(3600)

    response = ana.post(url_of(chapter), form | RETITLE | {"_bring_back": ""})

    assert response.status_code == 409
    assert "Status [taken out: Scheduled ] [put in: Draft ]" in text_in(response)
    assert now_of(chapter) == ("T", "")
    press_it(ana, chapter, response)
    assert now_of(chapter) == ("Ana’s title", "")
