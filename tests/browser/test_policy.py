"""Every page that a link leads to, opened in Chromium: the policy refuses none of it.

What the other tests of this folder do (typing beside the live preview, adding pictures,
ordering, the timer, booking) is held to the same by `conftest.py`.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, resolve

from articles.models import Article, PreviewLink
from booking.models import BookingRequest, Closure, SpecialHours
from knotcare.auth.roles import create_roles
from tests.articles.images.pictures import in_library
from tests.articles.views.test_pages import PAGES
from tests.desk import save
from tests.knotcare.page_cache.test_private import patterns

from .acts import sign_in

# They act, or answer scripts and other programs; a browser shows nothing of them.
NO_PAGES = {
    *("move", "place", "check", "restore", "discard", "new_feed"),
    *("logout", "autocomplete", "jsi18n", "view_on_site", "export"),
    *("markdownx_markdownify", "markdownx_upload", "picture_library"),
    *("media", "calendar", "feed", "breaks_file"),
}
LINKS = "all => all.map(link => link.href)"


@pytest.fixture
def asked(open_spa, client, eve, ask) -> BookingRequest:
    """What somebody asked for, on a site with a row of everything."""
    create_roles()
    client.force_login(eve)
    SpecialHours.objects.create(day="2037-03-07", opens="10:00", closes="12:00")
    Closure.objects.create(first_day="2037-07-04", last_day="2037-07-05")
    in_library("A bed by a window")
    chapter = Article.objects.first()
    save(client, f"/admin/articles/article/{chapter.pk}/change/", _keep="1", body="New")
    return ask()


def walk(page, site: str, *starts: str) -> set[str]:
    """Open one page of each route that links lead to; return these routes."""
    waiting, seen = [site + start for start in starts], set()
    while waiting:
        url = waiting.pop(0)
        if url.startswith(f"{site}/") and (route := page_route(url)) not in seen:
            seen.add(route)
            if route:
                page.goto(url)
                waiting += page.locator("a[href]").evaluate_all(LINKS)
    return seen


def page_route(url: str) -> str | None:
    """The route of the page at an address; None where a browser has nothing to show."""
    match = resolve(urlsplit(url).path)
    return match.route if is_page(match.url_name) else None


def is_page(name: str | None) -> bool:
    return bool(name) and not any(
        name == each or name.endswith(f"_{each}") for each in NO_PAGES
    )


def test_every_page_keeps_to_it(page, site, asked, eve):
    link = PreviewLink.objects.create(article=Article.objects.first())
    private = [each.get_absolute_url() for each in asked.links.all()]

    for path in [*PAGES, "/nothing/"]:
        page.goto(site + path)
    opened = [link.get_absolute_url(), *private]
    seen = walk(page, site, "/", "/search/?q=neck", *opened)
    sign_in(page.context, site, eve)
    seen |= walk(page, site, "/admin/", "/admin/password_change/")
    for path in without_links(seen):
        page.goto(f"{site}/{path}")

    assert len(seen) > 80


def without_links(seen: set[str]) -> list[str]:
    """Addresses of the other routes, whether or not there is such a page."""
    routes = patterns(get_resolver().url_patterns)
    others = [
        route for route, each in routes if is_page(each.name) and route not in seen
    ]
    return [re.sub("<.*?>", "1", route) for route in others]
