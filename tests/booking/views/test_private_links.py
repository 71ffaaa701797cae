"""The links in mails: they only show, and each opens its own page alone.

Mail scanners follow every link, and have cancelled real bookings elsewhere.
"""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from booking.models import OutboxMail, PrivateLink, Spa

from ..form import address
from ..life import AFTER, NOW, accept
from ..mail.post import html, sent, text
from ..page import admin_page, in_each_state

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


def keys_of(request) -> dict[str, str]:
    """The key of each private page of a request, and of the spa's feed."""
    keys = dict(request.links.values_list("purpose", "key"))
    return keys | {"feed": Spa.objects.get().feed_key}


def looks(client, path: str, **query) -> set[int]:
    """What a scanner is answered that looks at a page."""
    return {look(path, query).status_code for look in (client.get, client.head)}


@pytest.mark.slow
def test_following_every_link_of_a_mail_changes_nothing(tell_all, clock, client):
    links = set()
    for request in tell_all().values():
        mails = OutboxMail.objects.filter(entry__request=request)
        own = set().union(*map(own_links, mails))
        assert len(own) >= 3
        links |= own
    assert Spa.objects.get().feed_key not in "".join(links)
    before = whole_database()

    for link in links:
        assert looks(client, link) in [{200}, {302}, {410}]
    clock.move_to(AFTER)
    for link in links:
        assert client.get(link).status_code in (200, 302, 410)

    assert whole_database() == before


def test_looking_changes_nothing_even_where_the_address_names_an_act(staff, bring_to):
    pages = []
    for request in in_each_state(bring_to).values():
        pages += [address(request, page) for page in ("visitor", "calendar", "desk")]
        pages.append(admin_page(request, "answer"))
    before = whole_database()

    for page in pages:
        assert looks(staff, page, act="withdraw", seen=0) <= {200, 410}

    assert whole_database() == before


def test_a_key_opens_its_own_page_alone(make_request, client, subtests):
    request = accept(make_request(), override=True)
    PrivateLink.objects.update(expires_at="2027-12-31T00:00Z")
    before = whole_database()

    for page, (purpose, key) in product(PAGES, keys_of(request).items()):
        with subtests.test(page=page, purpose=purpose):
            path = reverse(f"booking:{page}", args=[key])
            if page == purpose:
                assert client.get(path).status_code == 200
                if page in ("calendar", "feed"):
                    assert client.post(path).status_code == 405
            else:
                assert looks(client, path) == {404}
                posts = {client.post(path, data).status_code for data in POSTS}
                assert posts <= {404, 405}

    assert not client.cookies
    assert whole_database() == before


def test_a_key_shows_its_own_request_alone(make_request, client):
    own, other = make_request(name="Ana Bell"), make_request(name="Bo Kim")

    shown = [client.get(address(own, page)) for page in ("visitor", "desk")]
    shown.append(client.get(address(accept(own), "calendar")))

    for page in (each.content.decode() for each in shown):
        assert own.reference in page
        assert other.reference not in page and "Bo Kim" not in page


def test_an_unknown_key_opens_nothing(client, make_request, guide):
    for page, right in keys_of(accept(make_request())).items():
        path = reverse(f"booking:{page}", args=[right])
        for key in ("x", right.swapcase(), right[:-1], f"{right}%00", "é", "x" * 3000):
            assert client.get(path.replace(right, key)).status_code == 404


def test_a_private_page_is_kept_out_of_caches_referrers_and_search(
    client, make_request, subtests
):
    request = accept(make_request())
    PrivateLink.objects.update(expires_at="2027-12-31T00:00Z")

    for page, key in keys_of(request).items():
        with subtests.test(page=page):
            answer = client.get(reverse(f"booking:{page}", args=[key]))

            assert "no-store" in answer["Cache-Control"]
            assert answer["Referrer-Policy"] == "no-referrer"
            assert answer["X-Robots-Tag"] == "noindex, nofollow"
            assert not answer.cookies
            assert page != "visitor" or key not in answer.content.decode()


def test_a_link_whose_time_is_over_says_so_and_no_more(client, make_request, clock):
    request = accept(make_request())

    for page in ("visitor", "calendar"):
        clock.move_to(request.links.get(purpose=page).expires_at)
        answer = client.get(address(request, page))

        assert answer.status_code == 410
        assert "no-store" in answer["Cache-Control"]
        shown = answer.content.decode()
        assert "This link has ended" in shown
        for words in (request.name, request.email, request.reference):
            assert words not in shown


def test_a_link_opens_and_acts_though_the_clock_is_set_back(
    client, make_request, clock
):
    request = make_request()
    page = address(request)
    clock.move_to(NOW - timedelta(days=1))

    assert client.get(page).status_code == 200
    assert client.post(page, {"act": "withdraw", "seen": 0}).status_code == 303
    assert [each.action for each in request.history.all()] == ["submit", "withdraw"]
