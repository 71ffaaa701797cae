"""The link in the desk's mail: it opens one page, does nothing by itself, and ends."""

import pytest

from booking.models import PrivateLink

from .life import AFTER, PATHS
from .page import answer, desk_url, key_of, text

SETTLED = sorted(set(PATHS) - {"new", "set aside", "proposed"})
PURPOSES = PrivateLink.Purpose.values


@pytest.mark.parametrize("state", SETTLED)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_the_link_of_an_answered_request_is_dead(
    client, clock, bring_to, state, method
):
    request = bring_to(state)
    clock.move_to(AFTER)

    response = getattr(client, method)(
        desk_url(request), {"act": "decline", "seen": request.sequence}
    )

    assert response.status_code == 410
    assert request.get_state_display() in text(response) or method == "head"
    for secret in (request.name, request.email, request.reference):
        assert secret not in response.content.decode()
    request.refresh_from_db()
    assert request.state == state


def test_a_dead_link_says_the_time_and_leads_to_the_admin(client, bring_to):
    request = bring_to("accepted")

    page = client.get(desk_url(request))

    assert "Saturday, March 6, 2027 at 10:00 AM CST" in text(page)
    assert f"/admin/booking/bookingrequest/{request.pk}/" in page.content.decode()


def test_the_link_ends_with_the_time_to_answer(client, clock, make_request):
    request = make_request()

    clock.move_to(request.answer_by)

    assert client.get(desk_url(request)).status_code == 410


@pytest.mark.parametrize("state", ["new", "set aside", "proposed"])
def test_looking_changes_nothing(client, bring_to, state):
    request = bring_to(state)
    before = row(request)

    for method in (client.get, client.head) * 10:
        assert method(desk_url(request)).status_code == 200

    assert row(request) == before


def row(request):
    kind = type(request)
    history = request.history.values_list()
    return kind.objects.filter(pk=request.pk).values().get(), list(history)


@pytest.mark.parametrize("page", PURPOSES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_key_opens_its_own_page_alone(client, bring_to, page, purpose):
    request = bring_to("proposed")
    own = request.links.get(purpose=page).get_absolute_url()

    borrowed = own.replace(key_of(request, page), key_of(request, purpose))

    opened = client.get(borrowed).status_code != 404
    assert opened == (page == purpose)
    if page != "calendar":
        posted = client.post(borrowed, {"act": "withdraw", "seen": 1}).status_code
        assert (posted != 404) == (page == purpose)


def test_a_key_opens_one_request_alone(client, make_request):
    mine, other = make_request(), make_request(name="Kim Lee")

    answer(client, mine, "decline")

    other.refresh_from_db()
    assert (mine.state, other.state) == ("declined", "new")


def test_the_page_is_kept_out_of_caches_referrers_and_search(client, make_request):
    response = client.get(desk_url(make_request()))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies
