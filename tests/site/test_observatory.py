"""What MDN's HTTP Observatory would say of the site: A+, with nothing left to mend."""

import re
from email.message import Message

import pytest

from . import observatory
from .production import HOST

A_PLUS = 100
PATHS = ["/", "/relief/neck/", "/book/", "/knotcare-guide.html", "/admin/login/"]
# 100, and all that can be earned without a domain that browsers know beforehand (HSTS
# preloading), scripts with hashes and, for readers, cookies.
WITHOUT_COOKIES, WITH_GOOD_COOKIES = 130, 135


def points(production, path: str) -> dict[str, int]:
    answer = production.ask(path)
    headers = answer.headers
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', answer.body.decode())
    return {
        "Content Security Policy": observatory.content_security_policy(headers),
        "Cookies": observatory.cookies(headers),
        "Cross-Origin Resource Sharing": observatory.sharing_of_resources(headers),
        "Redirection": observatory.redirection(
            production.ask(path, scheme="http"), HOST
        ),
        "Referrer Policy": observatory.referrer_policy(headers),
        "Strict Transport Security": observatory.strict_transport_security(headers),
        "Subresource Integrity": observatory.subresource_integrity(scripts),
        "X-Content-Type-Options": observatory.content_type_options(headers),
        "X-Frame-Options": observatory.frame_options(headers),
        "Cross-Origin Resource Policy": observatory.resource_policy(headers),
    }


@pytest.mark.parametrize("path", PATHS)
def test_the_observatory_gives_the_most_it_can(production, path):
    given = points(production, path)
    sets_cookies = production.ask(path).headers["Set-Cookie"] is not None

    assert min(given.values()) >= 0, given
    assert observatory.score(list(given.values())) == (
        WITH_GOOD_COOKIES if sets_cookies else WITHOUT_COOKIES
    )
    assert WITHOUT_COOKIES >= A_PLUS


@pytest.mark.parametrize(
    ("test", "header", "value", "given"),
    [
        ("content_security_policy", "Content-Security-Policy", None, -25),
        (
            "content_security_policy",
            "Content-Security-Policy",
            "script-src 'unsafe-inline'",
            -20,
        ),
        ("content_security_policy", "Content-Security-Policy", "img-src 'self'", -20),
        ("content_security_policy", "Content-Security-Policy", "default-src *", -20),
        (
            "content_security_policy",
            "Content-Security-Policy",
            "default-src 'self'; style-src 'unsafe-inline'",
            0,
        ),
        (
            "content_security_policy",
            "Content-Security-Policy",
            "default-src 'self'",
            5,
        ),
        ("cookies", "Set-Cookie", "sessionid=a; Secure; SameSite=Lax", -30),
        ("cookies", "Set-Cookie", "csrftoken=a; Secure", -20),
        ("cookies", "Set-Cookie", "a=b", -5),
        ("referrer_policy", "Referrer-Policy", "unsafe-url", -5),
        (
            "strict_transport_security",
            "Strict-Transport-Security",
            "max-age=3600",
            -10,
        ),
        ("strict_transport_security", "Strict-Transport-Security", None, -20),
        ("content_type_options", "X-Content-Type-Options", None, -5),
        ("frame_options", "X-Frame-Options", None, -20),
        ("resource_policy", "Cross-Origin-Resource-Policy", "any", -5),
    ],
)
def test_the_rules_see_a_fault(test, header, value, given):
    headers = Message()
    if value:
        headers[header] = value

    assert getattr(observatory, test)(headers) == given
