"""What a visitor can do on the private page, and what is refused."""

from datetime import timedelta

import pytest

from booking import workflow
from booking.models.request import State

from .form import address, parse
from .life import ELEVEN_FIFTEEN, PATHS, TEN

OFFERED = {
    "new": ["withdraw"],
    "set aside": ["withdraw"],
    "proposed": ["agree", "turn_down", "withdraw"],
    "accepted": ["cancel"],
}
LEADS_TO = {
    "agree": State.ACCEPTED,
    "turn_down": State.NEW,
    "withdraw": State.WITHDRAWN,
    "cancel": State.CANCELLED,
}
WORDS = "Only Tuesdays <after> five,\nplease"


def act(client, request, name: str, **details):
    values = {"act": name, "seen": request.sequence} | details
    return client.post(address(request), values)


def offered(page) -> list[str]:
    return [button.get("value") for button in page.findall(".//button[@name='act']")]


@pytest.mark.parametrize("state", PATHS)
def test_only_what_can_be_done_is_offered_and_an_end_takes_two_presses(
    client, bring_to, state
):
    page = parse(client.get(address(bring_to(state))))

    acts = OFFERED.get(state, [])
    assert offered(page) == acts
    behind = [name for details in page.iter("details") for name in offered(details)]
    assert behind == [name for name in acts if name != "agree"]


@pytest.mark.parametrize(
    ("state", "name"), [(state, name) for state in OFFERED for name in OFFERED[state]]
)
def test_an_act_is_done_and_a_word_can_be_left(client, bring_to, state, name):
    request = bring_to(state)

    answer = act(client, request, name, why="I work then.\r\nSorry!\x00")

    assert (answer.status_code, answer.url) == (303, address(request))
    request.refresh_from_db()
    assert request.state == LEADS_TO[name]
    last = request.history.last()
    assert last.who == "the visitor"
    assert last.why == ("" if name == "agree" else "I work then.\nSorry!")


def test_a_very_long_word_is_kept_on_the_page(client, bring_to):
    request = bring_to("accepted")

    answer = act(client, request, "cancel", why="long " * 101)

    assert answer.status_code == 422
    assert "Use at most 500 characters here" in answer.content.decode()
    assert "long " * 100 in answer.content.decode()
    request.refresh_from_db()
    assert request.state == State.ACCEPTED


def test_anything_else_is_refused(client, make_request, subtests):
    request = make_request()
    for values in (
        {},
        {"act": "accept", "seen": "0"},
        {"act": "withdraw"},
        {"act": "withdraw", "seen": "x"},
        {"act": "withdraw", "seen": "-1"},
        {"act": ["cancel", "\x00"], "seen": "0"},
    ):
        with subtests.test(values=values):
            assert client.post(address(request), values).status_code == 400
            request.refresh_from_db()
            assert request.state == State.NEW


def words_in_open_details(page) -> list[str]:
    return [
        details.find(".//textarea").text.removeprefix("\n")
        for details in page.iter("details")
        if details.get("open") is not None
    ]


def test_what_changed_meanwhile_is_shown_before_anything_is_done(client, bring_to):
    seen = bring_to("proposed")
    request = workflow.propose(seen, ELEVEN_FIFTEEN + timedelta(hours=2), who="Eve")

    agreed = act(client, seen, "agree")
    turned_down = act(client, seen, "turn_down", why=WORDS)

    for refused in (agreed, turned_down):
        assert refused.status_code == 409
        assert "Nothing was changed" in refused.content.decode()
        assert "1:15 PM CST" in refused.content.decode()
    request.refresh_from_db()
    assert request.state == State.PROPOSED
    assert turned_down.content.decode().count("Only Tuesdays") == 1
    (words,) = words_in_open_details(parse(turned_down))
    act(client, request, "turn_down", why=words)
    assert request.history.last().why == words == WORDS


def test_the_words_for_what_can_not_be_done_any_more_are_shown(client, bring_to):
    request = bring_to("proposed")
    workflow.decline(request, who="Eve")

    for name in ("turn_down", "cancel"):
        refused = act(client, request, name, seen=0, why=WORDS)

        assert refused.status_code == 409
        page = parse(refused)
        assert words_in_open_details(page) == []
        (quote,) = page.iter("blockquote")
        assert "Only Tuesdays <after> five," in "".join(quote.itertext())
        assert "Your words are still here" in refused.content.decode()

    without_words = act(client, request, "turn_down", seen=0, why=" ")
    assert "Your words" not in without_words.content.decode()


def test_a_second_press_changes_nothing_more(client, make_request):
    request = make_request()
    act(client, request, "withdraw")

    assert act(client, request, "withdraw").status_code == 409
    assert request.history.count() == 2


def test_a_proposal_that_has_ended_can_no_longer_be_agreed_to(client, bring_to, clock):
    request = bring_to("proposed")
    clock.move_to(request.answer_by)

    assert offered(parse(client.get(address(request)))) == ["withdraw"]
    assert act(client, request, "agree").status_code == 409


def test_a_session_that_has_begun_can_no_longer_be_cancelled(client, bring_to, clock):
    request = bring_to("accepted")
    clock.move_to(TEN)

    assert offered(parse(client.get(address(request)))) == []
    assert act(client, request, "cancel").status_code == 409
