"""No reader gets a cookie; those of staff and of the form are kept as close as can be."""

import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from django.urls import get_resolver

from tests.articles.test_pages import PAGES
from tests.real_site import manage, site_environment

from .test_page_store_private import patterns

ACCOUNT = {
    "DJANGO_SUPERUSER_USERNAME": "ed",
    "DJANGO_SUPERUSER_PASSWORD": "a long pass phrase",
    "DJANGO_SUPERUSER_EMAIL": "ed@spa.example",
}
TOKEN = "c" * 32
PUBLIC = [
    f"/{route}"
    for route, each in patterns(get_resolver().url_patterns)
    if hasattr(each.callback, "is_public_page") and "<" not in route
]
OTHERS = [
    *("/nothing/", "/relief", "/relief/elbow/", "/static/css/base.css", "/healthz"),
    *("/readyz", "/.well-known/security.txt"),
    *("/search/?q=neck", "/breaks.ics", "/media/nothing", "/desk/nothing/"),
]


@pytest.mark.parametrize("path", sorted({*PUBLIC, *PAGES, *OTHERS}))
def test_a_reader_gets_no_cookie_whatever_is_asked(production, path):
    for sent in ({}, {"Cookie": f"a=b; csrftoken={TOKEN}"}):
        answer = production.ask(path, **sent)

        assert answer.headers.get("Set-Cookie") is None
        assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_no_cookie_is_sent_in_the_clear_read_by_scripts_or_sent_from_elsewhere(
    production,
):
    form = production.ask("/book/")
    door = production.ask("/admin/login/")
    inside = signed_in(production, door)

    for answer in (form, door, inside):
        cookies = answer.headers.get_all("Set-Cookie")
        assert cookies
        for cookie in cookies:
            for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
                assert attribute in cookie.split("; ")
            assert "domain" not in cookie.lower()


def signed_in(production, door):
    """The answer to the login form, which brings the session."""
    manage(site_environment(production.data, **ACCOUNT), "createsuperuser", "--noinput")
    token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', door.body)[1]
    cookie = SimpleCookie(door.headers["Set-Cookie"])
    form = {
        "csrfmiddlewaretoken": token.decode(),
        "username": ACCOUNT["DJANGO_SUPERUSER_USERNAME"],
        "password": ACCOUNT["DJANGO_SUPERUSER_PASSWORD"],
    }
    answer = production.ask(
        "/admin/login/",
        "POST",
        body=urlencode(form),
        Content_Type="application/x-www-form-urlencoded",
        Cookie="; ".join(f"{name}={each.value}" for name, each in cookie.items()),
        Referer="https://spa.example/admin/login/",
    )
    assert answer.status == 302
    return answer
