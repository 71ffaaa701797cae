"""Garbage in a path, a query or a cookie is no page, or the plain one; never a crash."""

import logging
import re
from urllib.parse import quote

import pytest

from .addresses import ADDRESSES, PEOPLE, outcome

NAMES = [
    *("%00", "a%00b", "%ff%fe", "%c0%af", "%ed%a0%80", "..", "%2e%2e", "a" * 3000),
    *("-1", "0", "9" * 20, "9" * 4000, "1e9", "0x1", "1_0", "٣", "%D9%A3", " ", "%0a"),
    *("%0d%0aX:y", "'", "'%20OR%201=1--", "{{7*7}}", "${7*7}", "%25", "%3Cscript%3E"),
    *("NaN", "None", "null", "true", "_", "_5F2F", "1_5F", "😀", "2027-02-30", "up"),
]
GARBAGE = ["%00", "%ff%fe", "9" * 20, "٣", "'%20OR%201=1--", "[]", "a" * 3000, "-1"]
QUERIES = [
    *("page", "p", "q", "o", "e", "all", "area", "again", "day", "opens", "every"),
    *("_popup", "_to_field", "_changelist_filters", "app_label", "model_name"),
    *("field_name", "term", "id__exact", "state__exact", "pk__in", "created_at__gte"),
    *("action", "next", "user__password__startswith", "version", "key", "idea"),
]
COOKIES = ["sessionid=%s", "csrftoken=%s", "messages=%s", "%s", "a=b; %s=%s"]


def quoted(text: str) -> str:
    return quote(text, safe="%/'{}$_-.~[]")


@pytest.mark.parametrize("person", PEOPLE)
def test_no_name_in_a_path_breaks_a_page(house, person):
    client, wrong = house.sign_in(person), {}
    for address in {each for each in ADDRESSES if "<" in each}:
        for name in NAMES:
            path = quoted(re.sub(r"<[^>]+>", lambda _, name=name: name, address))
            status, written = outcome(client, "GET", path)
            if status >= 500 or written:
                wrong[address, name[:20]] = status, written

    assert wrong == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_no_query_breaks_a_page(house, person):
    client, wrong = house.sign_in(person), {}
    for address in ADDRESSES:
        for value in GARBAGE:
            query = "&".join(f"{name}={quoted(value)}" for name in QUERIES)
            path = f"{house.real(address)}?{query}&{quoted(value)}={quoted(value)}"
            status, written = outcome(client, "GET", path)
            if status >= 500 or written:
                wrong[address, value[:20]] = status, written

    assert wrong == {}


@pytest.mark.parametrize("cookie", COOKIES)
def test_no_cookie_breaks_a_page(house, cookie):
    client = house.sign_in("anonymous")
    values = ["\0", "\xff\xfe", "é", "a" * 3000, ";;==,", '"\\054', "{}", "\x7f", "\t"]
    for address in ADDRESSES:
        for value in values:
            sent = cookie.replace("%s", value)
            status, written = outcome(
                client, "GET", house.real(address), HTTP_COOKIE=sent
            )

            assert status < 500 and not written, (address, value)


def test_nobody_writes_a_line_of_theirs_into_the_log(client, db, caplog):
    with caplog.at_level(logging.DEBUG, "django"):
        for end in ("%0a", "%0d%0a", "%c2%85", "%e2%80%a8", "%1b[2K", "%0b"):
            client.get(f"/nothing{end}CRITICAL The site is down")
            client.get(f"/book/{end}CRITICAL The site is down/")

    told = [record.getMessage() for record in caplog.records]
    assert told
    for message in told:
        assert message.isprintable()
        assert len(message.splitlines()) == 1
