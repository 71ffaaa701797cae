"""Every address of the site, asked in hostile ways: no crash, and nothing is changed."""

import logging
import re
from itertools import product
from urllib.parse import quote

import pytest

from .addresses import ADDRESSES, PEOPLE, faults

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
# Each of the three is read by itself, whatever is in the others.
COOKIES = ["sessionid=%s; csrftoken=%s; messages=%s", "%s", "a=b; %s=%s"]
BAKED = ["\0", "\xff\xfe", "é", "a" * 3000, ";;==,", '"\\054', "{}", "\x7f", "\t"]


def quoted(text: str) -> str:
    return quote(text, safe="%/'{}$_-.~[]")


@pytest.mark.parametrize("person", PEOPLE)
def test_no_name_in_a_path_breaks_a_page(house, person):
    parts = [re.split(r"<[^>]+>", address) for address in ADDRESSES if "<" in address]
    paths = [quoted(name.join(around)) for around, name in product(parts, NAMES)]

    asked = [("GET", path, {}) for path in paths]

    assert faults(house.sign_in(person), asked) == []


@pytest.mark.parametrize("person", PEOPLE)
def test_no_query_breaks_a_page(house, person):
    client, asked = house.sign_in(person), []
    for address, value in product(ADDRESSES, map(quoted, GARBAGE)):
        query = "&".join(f"{name}={value}" for name in [*QUERIES, value])
        asked.append(("GET", f"{house.real(address)}?{query}", {}))

    assert faults(client, asked) == []


def test_no_cookie_breaks_a_page(house):
    sent = [cookie.replace("%s", value) for cookie, value in product(COOKIES, BAKED)]
    pages = [house.real(address) for address in ADDRESSES]

    asked = [("GET", page, {"HTTP_COOKIE": it}) for page, it in product(pages, sent)]

    assert faults(house.sign_in("anonymous"), asked) == []


def test_nobody_writes_a_line_of_theirs_into_the_log(client, db, caplog):
    with caplog.at_level(logging.DEBUG, "django"):
        for end in ("%0a", "%0d%0a", "%c2%85", "%e2%80%a8", "%1b[2K", "%0b"):
            client.get(f"/nothing{end}CRITICAL The site is down")
            client.get(f"/book/{end}CRITICAL The site is down/")

    told = [record.getMessage() for record in caplog.records]
    assert told
    assert [each for each in told if not each.isprintable()] == []
    assert [each for each in told if len(each.splitlines()) != 1] == []
