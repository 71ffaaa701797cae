"""Lists of requests and mails that are longer than anybody reads: no page reads all, and
the pages together are the whole list in its order."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from booking.admin import bounded
from booking.models import BookingRequest, OutboxMail
from booking.models.request import State
from tests.desk import admin_url

REQUESTS = admin_url(BookingRequest, "changelist")
MAILS = admin_url(OutboxMail, "changelist")
FEW = 4
NAMES = ["Avery", "Blake", "Casey", "Drew", "Ellis", "Finley"]
PAGES = [
    *(REQUESTS, f"{REQUESTS}?q=Ana", f"{REQUESTS}?q=7135550123", f"{REQUESTS}?o=2"),
    *(f"{REQUESTS}?state__exact={state}" for state in State),
    *(f"{REQUESTS}?_facets=True", f"{MAILS}?_facets=True"),
    *(f"{REQUESTS}?spam=no", f"{REQUESTS}?spam=aside", f"{REQUESTS}?day=2027-03-06"),
    *(MAILS, f"{MAILS}?q=Ana", f"{MAILS}?o=3", f"{MAILS}?recipient__exact=desk"),
    *(f"{MAILS}?delivery={how}" for how in ("undelivered", "waiting", "sent")),
]


@pytest.fixture
def many(make_request, monkeypatch):
    """More requests than a list counts, in short pages; the first one is the oldest."""
    monkeypatch.setattr(bounded, "MOST", FEW)
    for model in (BookingRequest, OutboxMail):
        monkeypatch.setattr(admin.site.get_model_admin(model), "list_per_page", 1)
    made = [make_request(name=name) for name in NAMES]
    for age, each in enumerate(reversed(made)):
        at = timezone.now() - age * timedelta(minutes=1)
        BookingRequest.objects.filter(pk=each.pk).update(created_at=at)
        mails = OutboxMail.objects.filter(entry__request=each)
        mails.update(created_at=at, sent_at=at)
    return made


def scans(client, path: str) -> list[str]:
    """The queries of a page for which SQLite reads every request, or every mail."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, follow=True).status_code == 200
    found = []
    with connection.cursor() as cursor:
        for query in [each["sql"] for each in asked if "SELECT" in each["sql"]]:
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
            steps = [step for *_, step in cursor.fetchall()]
            found += [query for step in steps if reads_all(step, query)]
    return found


def reads_all(step: str, query: str) -> bool:
    return (
        step.startswith(("SCAN booking_bookingrequest", "SCAN booking_outboxmail"))
        and "mail_unsent" not in step  # an index of the few that wait
        and "LIMIT" not in query
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite’s way to tell")
def test_no_page_reads_a_whole_table(staff, many):
    whole = {path: scans(staff, path) for path in PAGES}

    assert whole == {path: [] for path in PAGES}


@pytest.mark.parametrize("url", [REQUESTS, MAILS])
def test_a_long_list_says_that_there_is_more(staff, many, url):
    page = staff.get(url).content.decode()

    assert "There are more than" in page
    assert "across all pages" not in page
    assert " results (" not in page


@pytest.mark.parametrize("url", [REQUESTS, MAILS])
def test_a_short_list_is_whole(staff, make_request, url):
    make_request()

    assert "There are more than" not in staff.get(url).content.decode()


@pytest.mark.parametrize("url", [REQUESTS, MAILS])
def test_a_search_reads_the_newest_and_finds_any_reference(staff, many, url):
    oldest, newest = many[0], many[-1]

    found = [
        staff.get(url, {"q": words}).content.decode()
        for words in (newest.name, oldest.name, oldest.reference)
    ]

    assert newest.reference in found[0]
    assert oldest.reference not in found[1]
    assert oldest.name in found[2]


@pytest.mark.parametrize("url", [REQUESTS, MAILS])
def test_a_list_keeps_its_own_order(staff, many, url):
    def order(**query):
        rows = staff.get(url, query).context["cl"].result_list
        return [row.pk for row in rows]

    assert order(o="2") == order(o="-2") == order()
    assert "sortable" not in staff.get(url).content.decode()
