"""The admin's front page is a desk: what waits for each person, and nothing else. It leads
to the guides for the first day: their links open, and what they name is there."""

from datetime import timedelta

import html5lib
import pytest
from django.contrib.auth.models import Group

from articles.content_checks.registry import problems
from articles.models import Article
from booking.models import BookingRequest, OutboxMail
from booking.workflow import acts
from knotcare.auth.roles import create_roles
from knotcare.health.heartbeat import beat
from knotcare.models import Heartbeat
from tests.booking.conftest import clock
from tests.booking.life import MONDAY, NOW, at, send_request
from tests.desk import admin_url, form_values

__all__ = ["clock"]
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

GUIDES = {"Editors": "/admin/first-day/", "Front desk": "/admin/first-day/desk/"}


@pytest.fixture
def sign_in(clock, guide, client, django_user_model):
    """A browser of one who has this role."""
    create_roles()
    user = django_user_model.objects.create_user("new", is_staff=True)
    client.force_login(user)

    def sign_in(role: str):
        user.groups.set(Group.objects.filter(name=role))
        return client

    return sign_in


@pytest.fixture
def front_page(sign_in):
    """The front page as one of the roles sees it."""
    return lambda role: sign_in(role).get("/admin/").content.decode()


def titles(page: str) -> list[str]:
    return [title for title in DESK | EDITORS if f">\n            {title}\n" in page]


def card(page: str, title: str) -> str:
    """The text of one card, without its tags."""
    _, _, rest = page.partition(f">\n            {title}\n")
    assert rest, title
    return rest.partition("</section>")[0]


@pytest.mark.parametrize(("role", "most"), [("Front desk", 23), ("Editors", 16)])
def test_the_front_page_asks_the_database_so_often_at_the_most(
    sign_in, make_article, django_assert_max_num_queries, role, most
):
    for number in range(9):
        send_request(name=f"Visitor {number}")
        make_article(status="draft")
    OutboxMail.objects.update(error="Connection refused")
    client = sign_in(role)
    client.get("/admin/")

    with django_assert_max_num_queries(most):
        client.get("/admin/")


def test_each_role_has_its_own_cards_and_its_own_half_of_the_site(front_page):
    desk, editors = front_page("Front desk"), front_page("Editors")

    assert titles(desk) == list(DESK)
    assert "Booking requests" in desk and "agenda/" in desk
    assert "Chapters" not in desk
    assert titles(editors) == list(EDITORS)
    assert "Booking requests" not in editors and "agenda/" not in editors
    assert "Chapters" in editors


def test_who_may_do_nothing_has_no_card(front_page):
    page = front_page("Nobody")

    assert titles(page) == []
    assert "First day" not in page


def test_the_most_pressing_request_is_first_with_the_time_left(front_page):
    later = send_request(name="Lou Later", wishes_end_at=NOW + timedelta(days=9))
    sooner = send_request(name="Sue Sooner", wishes_end_at=NOW + timedelta(days=1))

    waiting = card(front_page("Front desk"), "Waiting for an answer")

    assert '<span class="board__count">2</span>' in waiting
    assert waiting.index("Sue Sooner") < waiting.index("Lou Later")
    assert "left, until" in waiting
    for asked in (later, sooner):
        assert admin_url(BookingRequest, "answer", asked.pk) in waiting


def test_what_is_empty_says_so(front_page):
    Article.objects.update(last_reviewed_on=MONDAY, reviewed_by="Dr. B")

    for role, cards in (("Front desk", DESK), ("Editors", EDITORS)):
        page = front_page(role)
        assert [title for title in cards if cards[title] not in card(page, title)] == []


def test_a_worker_is_told_of_until_it_runs(front_page):
    trouble = card(front_page("Front desk"), TROUBLE)
    assert "The site’s worker was never heard of." in trouble

    beat()

    assert TROUBLE not in front_page("Front desk")


def test_whose_visitors_wait_is_told_first_what_is_wrong(front_page):
    Heartbeat.objects.create(pk=1, at=NOW - timedelta(minutes=12, seconds=5))

    desk, editors = front_page("Front desk"), front_page("Editors")

    trouble = card(desk, TROUBLE)
    assert "The site’s worker was not heard of for 12\xa0minutes." in trouble
    assert "reminders and deletions wait for it" in trouble
    assert desk.index(TROUBLE) < desk.index("Waiting for an answer")
    assert TROUBLE not in editors


def test_todays_sessions_have_their_places(front_page):
    acts.accept(send_request(), at(MONDAY, 12), who="Eve", override=True)

    today = card(front_page("Front desk"), "Today’s sessions")

    assert "12:00 PM Ana Bell" in today
    assert "1 of 1 place taken" in today


def test_spam_and_undelivered_mails_are_in_sight(front_page):
    asked = send_request(name="Cheap Pills")
    BookingRequest.objects.update(suspicion="a link in the note")
    OutboxMail.objects.update(error="Connection refused")

    page = front_page("Front desk")

    assert "a link in the note" in card(page, "Set aside as spam")
    assert "Cheap Pills" not in card(page, "Waiting for an answer")
    assert "Connection refused" in card(page, "Undelivered mails")
    assert admin_url(BookingRequest, "change", asked.pk) in page


def test_editors_see_drafts_what_is_to_come_and_what_is_due(front_page, make_article):
    make_article(title="Sleep", status="draft")
    soon = NOW + timedelta(days=2)
    make_article(title="Run", status="scheduled", published_at=soon)
    for title, day in (("Old", "2020-05-04"), ("Fresh", MONDAY)):
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


def content_of(response, status=200):
    """What is in a page of the admin, as a browser has it."""
    assert response.status_code == status, response.request["PATH_INFO"]
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return page.find(".//*[@id='content']")


@pytest.fixture
def first_day(sign_in):
    """The guide of a role, on a site where there is what it leads to."""
    send_request()
    Article.objects.create(title="Soon", slug="soon", order=99)
    return lambda role: content_of(sign_in(role).get(GUIDES[role]))


def words_in(element) -> str:
    """All that a person can read there: texts and the labels of buttons."""
    texts = [*element.itertext()]
    texts += [each.get("value") or "" for each in element.iter("input")]
    texts += [each.get("aria-label") or "" for each in element.iter("a")]
    return " ".join(" ".join(texts).split()).lower()


def named(guide, attribute: str) -> list[tuple[str, str]]:
    """Where the words in bold are said to be, or after what, and the words."""
    return [
        (each.get(attribute), "".join(each.itertext()).lower())
        for each in guide.iter("strong")
        if each.get(attribute)
    ]


def test_the_front_page_leads_to_the_guide_of_the_role_and_all_its_links_open(
    first_day, front_page, client
):
    for role, url in GUIDES.items():
        guide, front = first_day(role), front_page(role)
        links = {link.get("href") for link in guide.iter("a")}
        places = {link for link in links if link.startswith("#")}

        assert [each for each in GUIDES.values() if f'href="{each}"' in front] == [url]
        assert len(links) > 5
        for place in places:
            assert guide.find(f".//*[@id='{place[1:]}']") is not None, place
        for link in links - places:
            assert client.get(link, follow=True).status_code == 200, link


@pytest.mark.slow
def test_what_a_guide_names_is_there(first_day, client):
    for role in GUIDES:
        names = named(first_day(role), "data-on")
        pages = {
            url: words_in(content_of(client.get(url, follow=True))) for url, _ in names
        }

        assert len(names) > 10
        assert [(url, name) for url, name in names if name not in pages[url]] == []


def two_saves(client) -> str:
    """What the second of two editors reads who have one chapter open."""
    url = admin_url(Article, "change", Article.objects.first().pk)
    first, second = form_values(client.get(url)), form_values(client.get(url))
    client.post(url, first | {"title": "Mine", "_keep": ""})
    told = client.post(url, second | {"title": "Yours", "_keep": ""})
    return words_in(content_of(told, status=409))


def test_what_the_guide_tells_of_a_situation_is_what_happens(first_day, client):
    told = named(first_day("Editors"), "data-after")

    assert {situation for situation, _ in told} == {"two saves"}
    page = two_saves(client)
    assert [words for _, words in told if words not in page] == []


def test_the_names_that_the_guide_shows_are_there(first_day):
    guide = first_day("Editors")
    codes = ["".join(each.itertext()) for each in guide.iter("code")]
    names = [code for code in codes if code.startswith("{")]

    assert len(names) >= 3
    assert {name: problems(name) for name in names if problems(name)} == {}


def test_the_guides_stand_on_an_empty_site_too(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("eve"))

    assert [client.get(url).status_code for url in GUIDES.values()] == [200, 200]
