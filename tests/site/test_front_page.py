"""The admin's front page is a desk: what waits for each person, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.models import Article
from booking import workflow
from booking.hours import PartOfDay
from booking.models import BookingRequest, OutboxMail, Wish
from booking.submission import submit
from knotcare.heartbeat import beat
from knotcare.models import Heartbeat
from knotcare.roles import create_roles
from tests.desk import admin_url

TROUBLE = "Something is wrong with the site"
# The cards of each role, and what they say while they are empty.
DESK = {
    "Waiting for an answer": "Nobody waits for an answer.",
    "Today’s sessions": "No session today.",
    "Set aside as spam": "Nothing looks like spam.",
    "Undelivered mails": "Every mail went out.",
}
EDITORS = {
    "Drafts": "No draft waits",
    "Scheduled": "No chapter waits",
    "Due for review": "No chapter is due",
    "Changed lately": "",
}


@pytest.fixture
def front_page(guide, client, django_user_model):
    """The front page as one of the roles sees it."""
    create_roles()

    def open_as(role: str) -> str:
        user, _ = django_user_model.objects.get_or_create(username=role, is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
        return client.get("/admin/").content.decode()

    return open_as


@pytest.fixture
def ask(db):
    def submit_one(name="Ana Bell", days=3) -> BookingRequest:
        request = BookingRequest(
            service_name="Massage",
            minutes=60,
            name=name,
            email="ana@visitor.example",
            fit_for_massage=True,
            consented=True,
            wishes_end_at=timezone.now() + timedelta(days=days),
            delete_on=timezone.localdate() + timedelta(days=180),
        )
        wish = Wish(day=timezone.localdate(), part=PartOfDay.MORNING)
        return submit(request, [wish])[0]

    return submit_one


def titles(page: str) -> list[str]:
    return [title for title in DESK | EDITORS if f">\n            {title}\n" in page]


def card(page: str, title: str) -> str:
    """The text of one card, without its tags."""
    _, _, rest = page.partition(f">\n            {title}\n")
    assert rest, title
    return rest.partition("</section>")[0]


def test_each_role_has_its_own_cards(front_page):
    assert titles(front_page("Front desk")) == list(DESK)
    assert titles(front_page("Editors")) == list(EDITORS)


def test_who_may_do_nothing_has_no_card(front_page):
    page = front_page("Nobody")

    assert titles(page) == []
    assert "First day" not in page


def test_the_most_pressing_request_is_first_with_the_time_left(front_page, ask):
    later, sooner = ask("Lou Later", days=9), ask("Sue Sooner", days=1)

    waiting = card(front_page("Front desk"), "Waiting for an answer")

    assert '<span class="board__count">2</span>' in waiting
    assert waiting.index("Sue Sooner") < waiting.index("Lou Later")
    assert "left, until" in waiting
    for asked in (later, sooner):
        assert admin_url(BookingRequest, "answer", asked.pk) in waiting


def test_what_is_empty_says_so(front_page):
    Article.objects.update(last_reviewed_on=timezone.localdate(), reviewed_by="Dr. B")

    for role, cards in (("Front desk", DESK), ("Editors", EDITORS)):
        page = front_page(role)
        assert [title for title in cards if cards[title] not in card(page, title)] == []


def test_a_worker_is_told_of_until_it_runs(front_page):
    trouble = card(front_page("Front desk"), TROUBLE)
    assert "The site’s worker was never heard of." in trouble

    beat()

    assert TROUBLE not in front_page("Front desk")


def test_whose_visitors_wait_is_told_first_what_is_wrong(front_page):
    then = timezone.now() - timedelta(minutes=12, seconds=5)
    Heartbeat.objects.create(pk=1, at=then)

    desk, editors = front_page("Front desk"), front_page("Editors")

    trouble = card(desk, TROUBLE)
    assert "The site’s worker was not heard of for 12\xa0minutes." in trouble
    assert "reminders and deletions wait for it" in trouble
    assert desk.index(TROUBLE) < desk.index("Waiting for an answer")
    assert TROUBLE not in editors


@time_machine.travel("2027-03-01T15:30Z", tick=False)
def test_todays_sessions_have_their_places(front_page, ask):
    start = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    workflow.accept(ask(), start, who="Eve", override=True)

    today = card(front_page("Front desk"), "Today’s sessions")

    assert "12:00 PM Ana Bell" in today
    assert "1 of 1 place taken" in today


def test_spam_and_undelivered_mails_are_in_sight(front_page, ask):
    asked = ask("Cheap Pills")
    BookingRequest.objects.update(suspicion="a link in the note")
    OutboxMail.objects.update(error="Connection refused")

    page = front_page("Front desk")

    assert "a link in the note" in card(page, "Set aside as spam")
    assert "Cheap Pills" not in card(page, "Waiting for an answer")
    assert "Connection refused" in card(page, "Undelivered mails")
    assert admin_url(BookingRequest, "change", asked.pk) in page


def test_editors_see_drafts_what_is_to_come_and_what_is_due(front_page, make_article):
    make_article(title="Sleep", status="draft")
    soon = timezone.now() + timedelta(days=2)
    make_article(title="Run", status="scheduled", published_at=soon)
    for title, day in (("Old", "2020-05-04"), ("Fresh", timezone.localdate())):
        make_article(title=title, last_reviewed_on=day, reviewed_by="Dr. Bell")

    page = front_page("Editors")

    assert "Sleep" in card(page, "Drafts")
    assert "Run" in card(page, "Scheduled") and "appears" in card(page, "Scheduled")
    due = card(page, "Due for review")
    assert '<span class="board__count">1</span>' in due
    assert "last reviewed May 4, 2020" in due
    assert "Fresh" not in due and "Run" not in due
    lately = card(page, "Changed lately")
    assert "Fresh" in lately and "just now" in lately


def test_more_rows_cost_no_more_queries(
    front_page, ask, client, django_assert_max_num_queries, make_article
):
    for _ in range(9):
        ask()
        make_article(status="draft")
    OutboxMail.objects.update(error="Connection refused")
    for role, most in (("Front desk", 23), ("Editors", 16)):
        front_page(role)
        with django_assert_max_num_queries(most):
            client.get("/admin/")
