"""Every address of the site, to be asked in hostile ways, and what that leaves behind."""

import re
from collections.abc import Iterable

from django.test import Client

from tests.knotcare.auth.rights import rights
from tests.knotcare.auth.test_rights import for_a_moment


def one_of_each(addresses: Iterable[str]) -> list[str]:
    """One address for each kind of page: rows of all kinds share those of the desk."""
    alike = {}
    for address in addresses:
        kind = re.sub(r"^/admin/(articles|booking|auth)/\w+/", "/admin/rows/", address)
        alike.setdefault(kind, address)
    return list(alike.values())


ADDRESSES = one_of_each(right.address for right in rights())
SENDABLE = one_of_each(right.address for right in rights() if right.method == "post")
PEOPLE = ["anonymous", "owner"]


def outcome(client: Client, method: str, path: str, *body, **how) -> tuple[int, list]:
    """The status of an answer, and what of the site it changed; neither stays."""
    cookies = client.cookies.copy()
    with for_a_moment() as site:
        answer = client.generic(method, path, *body, **how)
        answer.close()
    client.cookies = cookies
    return answer.status_code, site.written


def faults(client: Client, asked: Iterable[tuple[str, str, dict]]) -> list[str]:
    """The requests (a verb, a path and the rest) that crashed or changed something."""
    found = []
    for verb, path, rest in asked:
        status, written = outcome(client, verb, path, **rest)
        if status >= 500 or written:
            found.append(f"{verb} {path[:200]} {str(rest)[:200]}: {status}, {written}")
    return found
