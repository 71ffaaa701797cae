"""The links in mails: they only show, and each opens its own page alone.

Mail scanners follow every link, and have cancelled real bookings elsewhere.
"""

import re
from itertools import permutations

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from booking.models import OutboxMail, PrivateLink, Spa

from .life import accept
from .post import STORIES, html, sent, tell, text

PAGES = ["visitor", "calendar", "desk", "feed"]
POSTS = [{"act": act, "seen": 0} for act in ("agree", "withdraw", "cancel", "decline")]


def whole_database() -> dict:
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for model in apps.get_models()
    }


def own_links(mail: OutboxMail) -> set[str]:
    """The paths of the site's own addresses in both texts of a mail."""
    message = sent(mail)
    own = rf"{re.escape(settings.SITE_URL)}(/[^\s\"<]*)"
    in_text, in_html = re.findall(own, text(message)), re.findall(own, html(message))
    assert set(in_text) == set(in_html)
    return set(in_text)


def pages_of(request) -> dict[str, str]:
    """The key of each private page of a request, and of the spa's feed."""
    keys = dict(request.links.values_list("purpose", "key"))
    return keys | {"feed": Spa.objects.get().feed_key}


@pytest.mark.parametrize("action", STORIES)
def test_following_every_link_of_every_mail_ten_times_changes_nothing(
    make_request, clock, client, action
):
    tell(make_request, clock, action)
    links = set().union(*map(own_links, OutboxMail.objects.all()))
    before = whole_database()

    for link in links:
        answers = {client.get(link).status_code for _ in range(10)}
        answers |= {client.head(link).status_code for _ in range(10)}
        assert len(answers) == 1 and answers <= {200, 302, 410}

    assert len(links) >= 3
    assert whole_database() == before


@pytest.mark.parametrize("action", STORIES)
def test_each_side_gets_its_own_links_alone(make_request, clock, action):
    request = tell(make_request, clock, action)
    keys = pages_of(request)

    for mail in OutboxMail.objects.all():
        links = "".join(own_links(mail))
        assert keys["feed"] not in links
        if mail.recipient == "visitor":
            assert keys["visitor"] in links
            assert keys["desk"] not in links and "/admin/" not in links
        else:
            assert keys["visitor"] not in links and keys["calendar"] not in links


@pytest.mark.parametrize(("purpose", "page"), [*permutations(PAGES, 2)])
def test_a_key_opens_no_page_but_its_own(make_request, client, purpose, page):
    request = accept(make_request(), override=True)
    PrivateLink.objects.update(expires_at="2027-12-31T00:00Z")
    key = pages_of(request)[purpose]
    before = whole_database()

    address = reverse(f"booking:{page}", args=[key])
    answers = [client.get(address), client.head(address)]
    answers += [client.post(address, data) for data in POSTS]

    assert {answer.status_code for answer in answers} <= {404, 405}
    assert answers[0].status_code == 404
    assert whole_database() == before


@pytest.mark.parametrize("page", PAGES)
def test_a_key_opens_its_own_page(make_request, client, page):
    request = accept(make_request())
    PrivateLink.objects.update(expires_at="2027-12-31T00:00Z")
    key = pages_of(request)[page]

    assert client.get(reverse(f"booking:{page}", args=[key])).status_code == 200
    assert not client.cookies


@pytest.mark.parametrize("page", ["visitor", "calendar", "desk"])
def test_a_key_shows_its_own_request_alone(make_request, client, page):
    own, other = make_request(name="Ana Bell"), make_request(name="Bo Kim")
    if page == "calendar":
        own = accept(own)

    shown = client.get(reverse(f"booking:{page}", args=[pages_of(own)[page]]))

    content = shown.content.decode()
    assert own.reference in content
    assert other.reference not in content and "Bo Kim" not in content
