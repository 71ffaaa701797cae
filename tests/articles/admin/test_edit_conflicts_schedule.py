"""Two editors and a schedule: neither drops what the other scheduled without a word."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.models import Article
from articles.models.draft import appears_at, as_edited
from articles.publishing.lifecycle import publish_due
from tests.desk import admin_url, form_values, save

from .test_edit_conflicts import after, parsed, url_of
from .test_history import text_in

pytestmark = pytest.mark.slow
MARCH = {"appears_at_0": "2127-03-03", "appears_at_1": "14:10:00", "_schedule": ""}
APRIL = {"appears_at_0": "2127-04-04", "appears_at_1": "09:00:00", "_schedule": ""}
AT_TEN = {"appears_at_0": "2027-03-01", "appears_at_1": "10:00:00", "_schedule": ""}
RETITLE = {"title": "Ana’s title"}
KEEP = RETITLE | {"_keep": ""}
SCHEDULE = RETITLE | {"_schedule": ""}
BOTH_AS_SCHEDULED = ("_schedule", "Save both as scheduled")
MINE_AS_SCHEDULED = ("_schedule", "Save mine anyway as scheduled")
BOTH_AS_A_DRAFT = ("_keep", "Save both as a draft")


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
    button = parsed(response).find(".//section[@class='meanwhile']//button")
    return button.get("name"), button.text.strip()


def press_it(client, chapter, response) -> tuple[str, str]:
    """Press the button in the notice; return what `now_of` the chapter is then."""
    name, _ = offered(response)
    saved = client.post(url_of(chapter), form_values(response) | {name: ""})
    assert saved.status_code == 302
    return now_of(chapter)


@pytest.mark.parametrize(
    ("words", "button"),
    [
        ({}, "_keep"),
        ({"body": "Eve’s paragraph."}, "_keep"),
        ({}, "_publish"),
        ({}, "_schedule"),  # and Ana chose no time
    ],
)
def test_what_eve_scheduled_stays_so_with_both_texts(eve, ana, chapter, words, button):
    response = after(eve, ana, chapter, MARCH | words, RETITLE | {button: ""})

    told = text_in(response)
    assert "Eve saved this at " in told
    assert "Appears on [put in: March 3, 2127, 2:10 PM ]" in told
    assert now_of(chapter) == ("T", "03-03 14:10")
    assert offered(response) == BOTH_AS_SCHEDULED
    assert press_it(ana, chapter, response) == ("Ana’s title", "03-03 14:10")
    edited = as_edited(Article.objects.get(pk=chapter.pk))
    assert edited.body == words.get("body", "Some text.")


def test_what_both_changed_is_scheduled_still(eve, ana, chapter):
    response = after(eve, ana, chapter, MARCH | {"title": "Eve’s"}, KEEP)

    assert offered(response) == MINE_AS_SCHEDULED
    assert press_it(ana, chapter, response) == ("Ana’s title", "03-03 14:10")


def test_a_time_that_eve_moved_is_not_moved_back(eve, ana, chapter):
    save(eve, url_of(chapter), **MARCH)

    response = after(eve, ana, chapter, APRIL, SCHEDULE)

    assert press_it(ana, chapter, response) == ("Ana’s title", "04-04 09:00")


def test_who_saves_as_scheduled_when_the_time_has_come_is_told_of_no_clash(
    clock, ana, chapter
):
    save(ana, url_of(chapter), **AT_TEN)
    form = form_values(ana.get(url_of(chapter)))
    clock.move_to(datetime(2027, 3, 1, 16, tzinfo=UTC))
    publish_due()

    response = ana.post(url_of(chapter), form | SCHEDULE)

    assert response.status_code == 409
    assert "Both of you changed" not in text_in(response)
    assert offered(response) == BOTH_AS_A_DRAFT


def test_what_eve_took_back_is_not_scheduled_again(eve, ana, chapter):
    save(eve, url_of(chapter), **MARCH)

    response = after(eve, ana, chapter, {"_keep": ""}, SCHEDULE)

    assert "Appears on [taken out: March 3, 2127, 2:10 PM ]" in text_in(response)
    assert offered(response) == BOTH_AS_A_DRAFT
    assert press_it(ana, chapter, response) == ("Ana’s title", "")


def test_two_times_for_one_chapter_are_told(eve, ana, chapter):
    response = after(eve, ana, chapter, MARCH, APRIL)

    told = text_in(response)
    assert "Both of you changed: Appears on ." in told
    assert "Appears on as Eve left it, to copy from March 3, 2127, 2:10 PM" in told
    assert offered(response) == MINE_AS_SCHEDULED
    assert press_it(ana, chapter, response) == ("T", "04-04 09:00")


def test_who_saw_the_schedule_and_keeps_a_draft_has_one(eve, ana, chapter):
    save(eve, url_of(chapter), **MARCH)

    response = after(eve, ana, chapter, {"body": "Eve’s."}, KEEP)

    assert offered(response) == BOTH_AS_A_DRAFT
    assert press_it(ana, chapter, response) == ("Ana’s title", "")


def test_a_form_of_unknown_age_unschedules_nothing_unseen(eve, ana, chapter):
    form = form_values(ana.get(url_of(chapter))) | KEEP
    save(eve, url_of(chapter), **MARCH)

    for token in ("", "0-0", "1-2-٣", "1--99999999999999999999"):
        response = ana.post(url_of(chapter), form | {"opened_at": token})

        assert response.status_code == 409, token
        assert "Appears on: from the latest text to yours" in text_in(response), token
        assert now_of(chapter) == ("T", "03-03 14:10")


@pytest.mark.parametrize("chapter", ["new"], indirect=True)
def test_who_brings_a_late_chapter_back_with_a_text_is_told_it_is_a_draft(
    clock, eve, ana, chapter
):
    save(eve, url_of(chapter), **AT_TEN)
    form = form_values(ana.get(url_of(chapter)))
    eve.post(admin_url(Article, "delete", chapter.pk), {"post": "yes"})
    clock.shift(3600)

    response = ana.post(url_of(chapter), form | RETITLE | {"_bring_back": ""})

    assert response.status_code == 409
    assert "Status [taken out: Scheduled ] [put in: Draft ]" in text_in(response)
    assert now_of(chapter) == ("T", "")
    assert press_it(ana, chapter, response) == ("Ana’s title", "")
