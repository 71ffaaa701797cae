"""The list as a file for a spreadsheet: whole or filtered."""

import csv
import io

from .life import accept, do
from .page import REQUESTS

EXPORT = f"{REQUESTS}export/"


def exported(response) -> list[dict]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_file_has_what_the_list_has(staff, make_request):
    request = make_request(name="José 李", phone="+17135550100", note="a,\n“b”")
    accept(request)

    response = staff.get(EXPORT)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="requests-2027-03-01.csv"'
    )
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert exported(response) == [
        {
            "Reference": request.reference,
            "State": "Confirmed",
            "Sent": "2027-03-01 09:30 CST",
            "Service": "Deep tissue",
            "Minutes": "60",
            "Start": "2027-03-06 10:00 CST",
            "Wishes": "2027-03-06 morning",
            "Focus area": "",
            "Name": "José 李",
            "Mail": "ana@visitor.example",
            "Phone": "(713) 555-0100",
            "Note": "a,\n“b”",
            "Set aside": "",
        }
    ]


def test_the_file_has_all_pages_of_what_is_filtered(staff, make_request, clock):
    do(clock, "decline", make_request(name="Declined, also"))
    for name in ("Also waits", *["Waits"] * 49):
        make_request(name=name)

    whole = exported(staff.get(EXPORT))
    filtered = exported(staff.get(EXPORT, {"state__exact": "new", "q": "Also"}))

    assert len(whole) == 51
    assert [row["Name"] for row in filtered] == ["Also waits"]


def test_the_list_links_to_its_own_file_and_takes_back_a_senseless_filter(
    staff, make_request
):
    make_request()

    page = staff.get(REQUESTS, {"state__exact": "new"}).content.decode()
    senseless = staff.get(EXPORT, {"nonsense": "1"})

    assert f'href="{EXPORT}?state__exact=new"' in page
    assert (senseless.status_code, senseless.url) == (302, REQUESTS)
