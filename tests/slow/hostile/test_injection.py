"""What people type stays in its place: a header, a line of a calendar, a cell."""

import csv
import io
from email import message_from_bytes, policy

from icalendar import Calendar

from booking.csv_export import as_csv
from booking.mail.calendar_entry import feed, session_file
from booking.models import BookingRequest, Spa
from tests.booking.life import accept
from tests.booking.mail.post import last_mails

ENDS = ["\r\n", "\n", "\r", "\r\r\n", *"\x0b\x0c\x1c\x85\u2028\u2029"]
SPOOFS = [f"Ana{end}Bcc: evil@evil.example{end}{end}<b>evil" for end in ENDS]
SPOOFS += [f"Ana{end}END:VEVENT{end}BEGIN:VEVENT{end}URL:evil" for end in ENDS]
SPOOFS += [
    *("=?utf-8?q?a=0D=0ABcc:_evil@evil.example?=", "=?utf-8?b?DQpCY2M6IGV2aWw=?="),
    *('"; evil="', "a\\,b;c:d", "\\n\\nBEGIN:VALARM", "^n^'BEGIN:VALARM\"", "\\"),
    *("Ana <evil@evil.example>, Bea", "evil@evil.example>", "(evil", "Ana\0\x1b\x7f"),
    *("é" * 80, "🌙" * 80, "a" * 80, " a" * 40, "\u202eevil\u2066", "=?", "=" * 80),
]
PROPERTIES = {
    *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION"),
    *("STATUS", "ORGANIZER", "ATTENDEE"),
}
FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1"),
    *(
        "＋1",
        "－1",
        "＠SUM(A1)",
        "=HYPERLINK(0)",
        '=cmd|"/c calc"!A1',
        "\u3000=1",
        "  @a",
    ),
]


def hostile(make_request, words: str) -> BookingRequest:
    """The only request, agreed, in which these words stand wherever there is a place."""
    BookingRequest.objects.all().delete()
    Spa.objects.update(name=words[:120], street=words[:120], city=words[:80])
    values = {"name": words[:80], "service_name": words[:80], "note": words}
    return accept(make_request(**values))


def test_words_stay_in_their_line_of_a_calendar(make_request, subtests):
    for words in SPOOFS:
        with subtests.test(words=words):
            asked = hostile(make_request, words)
            spa = Spa.objects.get()

            for text in (session_file(asked, spa), feed([asked], spa)):
                assert {"BEGIN:VEVENT", "END:VEVENT"} < set(text.split("\r\n"))
                (event,) = Calendar.from_ical(text).walk("VEVENT")
                assert set(event) <= PROPERTIES
                assert text.count("\nBEGIN:") == 1
                for line in text.split("\r\n"):
                    assert len(line.encode()) <= 75
                    assert line.isprintable() or not line


def test_words_stay_in_their_header_of_a_mail(make_request, subtests):
    for words in SPOOFS:
        with subtests.test(words=words):
            for message in last_mails(hostile(make_request, words)).values():
                read = message_from_bytes(message.as_bytes(), policy=policy.SMTP)
                assert [each for each in read if each in ("Bcc", "Cc", "URL")] == []
                (sender,), (reader,) = read["From"].addresses, read["To"].addresses
                assert "evil" not in sender.addr_spec + reader.addr_spec
                assert read["Subject"].isprintable() and "=?" not in read["Subject"]
                assert max(map(len, message.as_bytes().split(b"\n"))) <= 998


def test_no_cell_is_computed(make_request):
    for words in FORMULAS:
        make_request(name=words, note=words, service_name=words)

    text = as_csv(BookingRequest.objects.order_by("pk")).removeprefix("\ufeff")

    rows = csv.DictReader(io.StringIO(text, newline=""))
    cells = [(row["Name"], row["Note"], row["Service"]) for row in rows]
    assert cells == [(f"'{words}",) * 3 for words in FORMULAS]
