"""Looks into a site, and fills it: `python -m tests.bench.insider DEED DETAILS`, with the
details in JSON, does a deed and prints what comes of it."""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from booking.models import BookingRequest, PrivateLink  # noqa: E402

from . import rows  # noqa: E402


def grow(chapters: int = 0, requests: int = 0) -> None:
    """Fill the site up to so many published chapters and requests."""
    if chapters:
        rows.add_chapters(chapters)
    if requests and not BookingRequest.objects.exists():
        rows.add_requests()
    if requests > BookingRequest.objects.count():
        rows.multiply_the_past(requests)


def sign_in() -> str:
    """The cookie of somebody who may do everything."""
    client = signed_in_client()
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def signed_in_client() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.filter(is_superuser=True).first())
    return client


def stored() -> int:
    return BookingRequest.objects.count()


def missing(pages: list[str]) -> int:
    """How many of these private pages of visitors lead to no request."""
    keys = {page.partition("?")[0].split("/")[-2] for page in pages}
    links = PrivateLink.objects.filter(purpose=PrivateLink.Purpose.VISITOR)
    return len(keys - set(links.values_list("key", flat=True)))


def queries(paths: list[str], is_signed_in: bool = False) -> dict[str, int]:
    """How many queries making each page takes."""
    client = signed_in_client() if is_signed_in else Client(SERVER_NAME="localhost")
    client.get("/admin/" if is_signed_in else "/")  # what is asked once a process
    return {path: queries_of(client, path) for path in paths}


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


DEEDS = {deed.__name__: deed for deed in (grow, sign_in, stored, missing, queries)}


def main(deed: str, details: str) -> None:
    print(json.dumps(DEEDS[deed](**json.loads(details))))


if __name__ == "__main__":
    main(*sys.argv[1:])
