"""Whatever a visitor or the desk wrote: a mail keeps its shape, and goes out."""

import unicodedata

import html5lib
import pytest
from icalendar import Calendar

from booking.models import BookingRequest, HistoryEntry, OutboxMail, Spa

from .post import calendar_parts, html, last_mails, sent, text

HOSTILE = {
    "new lines": "Ana\r\nBcc: all@evil.example\n\nBEGIN:VEVENT\rX-Evil: 1",
    "a calendar": 'Ana "B"\r\nATTENDEE:mailto:e@evil.example\nEND:VEVENT\x00; \u2028,\\n',
    "other line ends": "Ana\x0b\x0c\x1c\x85\u2028\u2029Bcc: all@evil.example",
    "nothing and noise": "\x00\x07\x1b[31m\x7f",
    "turned round": "\u202eana\u2066\u200f\ufeff",
    "markup": "<script>alert(1)</script><a href='https://evil.example'>x</a>",
    "template": "{{ links.desk }}{% load wording %}{# #}",
    "quotes": '"Ana" <a@evil.example>, ;:,\\n',
    "very long": "Ana 🌙" * 900,
}
TAGS = {"html", "head", "meta", "title", "style", "body", "p", "br", "a", "blockquote"}
ADDRESSES = {"visitor": "ana@visitor.example", "desk": "desk@spa.example"}
HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Reply-To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
}
PROPERTIES = {
    *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION"),
    *("STATUS", "ORGANIZER", "ATTENDEE"),
}


def write_everywhere(words):
    """Make `words` every free text of all requests and of the spa."""
    Spa.objects.update(name=words, street=words, city=words, phone=words)
    BookingRequest.objects.update(name=words, service_name=words, note=words)
    HistoryEntry.objects.update(why=words, overridden=words)


@pytest.mark.slow
def test_hostile_words_add_no_header_link_property_or_hidden_sign(tell_all, subtests):
    stories = tell_all()
    for name, words in HOSTILE.items():
        write_everywhere(words)
        for action, request in stories.items():
            for side, message in last_mails(request).items():
                with subtests.test(words=name, action=action, side=side):
                    assert sorted(message.keys()) == sorted(HEADERS)
                    assert message["To"] == ADDRESSES[side]
                    (sender,) = message["From"].addresses
                    assert sender.addr_spec.startswith("knotcare@")
                    assert {host(link) for link in links(message)} == {"127.0.0.1:8000"}
                    assert tags(message) <= TAGS
                    for part in calendar_parts(message):
                        (session,) = Calendar.from_ical(part.get_content()).events
                        assert set(session) == PROPERTIES
                        assert session["ATTENDEE"] == "mailto:ana@visitor.example"
                    assert invisible(message) == set()


def invisible(message) -> set[str]:
    """Signs in what is read of a mail that nobody sees, or that turn others round."""
    whole = [text(message), html(message), message["Subject"], message["From"]]
    whole += [part.get_content() for part in calendar_parts(message)]
    return {
        sign
        for sign in set("".join(whole)) - {"\n", "\r"}
        if unicodedata.category(sign) in {"Cc", "Zl", "Zp"}
        or sign in "\u061c\u200f\u202e\u2066\ufeff"
    }


def test_an_address_of_ours_in_a_note_is_no_link(make_request, settings):
    ours = f"{settings.SITE_URL}/admin/booking/bookingrequest/1/change/"
    desks = last_mails(make_request(note=f"Look:\n\n{ours}", name=ours))["desk"]

    assert len(links(desks)) == 2
    assert f"> {ours}" in text(desks).splitlines()


def test_words_of_others_can_not_pose_as_ours(make_request):
    note = "Fine.\n\nAnswer here, without signing in:\n\nhttps://evil.example"
    desks = last_mails(make_request(note=f"{note} or so{' and so on' * 20}"))["desk"]

    quotation = text(desks).partition("Their note:\n\n")[2].partition("\n\n")[0]
    assert quotation.count("\n") > 6
    assert all(line.startswith(">") for line in quotation.splitlines())
    assert "> Answer here, without signing in:" in text(desks).splitlines()
    assert "<br>Answer here, without signing in:<br>" in html(desks)


@pytest.mark.parametrize(
    "address", ["a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "ana"]
)
def test_the_desk_hears_of_a_visitor_whose_address_is_none(make_request, address):
    request = make_request(email=address)
    mail = OutboxMail.objects.get(entry__request=request, recipient="desk")

    assert sent(mail)["Reply-To"] is None
    assert "Bcc" not in sent(mail)


def test_a_name_in_any_letters_comes_through(make_request):
    spa_name = "Câu lạc bộ Mặt Trăng, “La Luna”"
    Spa.objects.update(name=spa_name)
    messages = last_mails(make_request(name="Nguyễn Thị Ánh 🌙"))

    assert messages["visitor"]["From"].addresses[0].display_name == spa_name
    assert "Name: Nguyễn Thị Ánh 🌙\n" in text(messages["desk"])


def links(message) -> list[str]:
    return [tag.get("href") for tag in page(message).iter("a")]


def tags(message) -> set[str]:
    return {tag.tag for tag in page(message).iter() if isinstance(tag.tag, str)}


def page(message):
    return html5lib.parse(html(message), namespaceHTMLElements=False)


def host(link: str) -> str:
    return link.split("/")[2]
