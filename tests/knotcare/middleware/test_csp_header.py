"""What is sent beside every kind of answer, in production: these headers, to the letter,
and a cookie only with forms and to staff."""

import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver

from articles.images.uploads import accept_picture
from articles.models import Article
from tests import nginx
from tests.articles.images.pictures import picture_file
from tests.articles.views.test_pages import PAGES
from tests.real_site import ACCOUNT

from ..auth.rights import patterns
from ..page_cache.test_nginx import asked

CSP = "Content-Security-Policy"
READERS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
# Its scripts ask the site, and its jQuery writes HTML from strings.
DESK = READERS.replace("require-trusted-types-for 'script'", "connect-src 'self'")
OWN_STYLES = re.compile(
    r"default-src 'none'; style-src (?:'sha256-[\w+/]{43}=' ?)+; img-src 'self' data:; "
    r"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    CSP: READERS,
    "Access-Control-Allow-Origin": None,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}

KINDS = {
    "/": (200, {"X-Frame-Options": "DENY"}),
    "/guide/ease-a-knot-now/": (200, {}),
    "/search/?q=neck": (200, {}),
    "/book/": (200, {}),
    "/knotcare-guide.html": (200, {CSP: OWN_STYLES}),
    "/desk-card.html": (200, {CSP: OWN_STYLES}),
    "/feed.xml": (200, {}),
    "/sitemap.xml": (200, {CSP: None}),
    "/robots.txt": (200, {}),
    "/healthz": (200, {}),
    "/readyz": (503, {}),  # no worker runs beside it
    "/.well-known/security.txt": (200, {}),
    "/static/css/site/base.css": (200, {}),
    "/relief": (301, {}),
    "/nothing/": (404, {}),
    "/static/css/none.css": (404, {}),
    "/media/pictures/none.webp": (404, {}),
    "/breaks.ics": (422, {}),
    "/desk/nothing/": (404, {"Referrer-Policy": "no-referrer"}),
    "/admin/login/": (200, {CSP: DESK, "X-Frame-Options": "DENY"}),
    "/admin/": (302, {CSP: DESK}),
    "/markdownx/markdownify/": (405, {}),
}
WITHOUT_COOKIES = PAGES + [
    f"/{route}"
    for route, each in patterns(get_resolver().url_patterns)
    if hasattr(each.callback, "is_public_page") and "<" not in route
]
WITHOUT_COOKIES += [
    *("/nothing/", "/relief", "/relief/elbow/", "/healthz", "/readyz"),
    *("/static/css/site/base.css", "/.well-known/security.txt", "/search/?q=neck"),
    *("/breaks.ics", "/media/nothing", "/desk/nothing/"),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Ask the site as it runs in production: gunicorn, HTTPS at a proxy before it."""
    chosen = {
        "SITE_URL": "https://spa.example",
        "EMAIL_URL": "smtp://mail.spa.example:25",
    }
    sent = {"Host": "spa.example", "X_Forwarded_Proto": "https"}
    with nginx.running_site(tmp_path_factory.mktemp("production"), **chosen) as port:
        yield lambda *given, **headers: asked(port, *given, **sent | headers)


def check(answer, status: int, others: dict) -> None:
    assert answer.status == status
    for name, value in (HEADERS | others).items():
        sent = answer.headers.get_all(name) or [None]
        assert len(sent) == 1, name
        assert sent[0] == value or re.fullmatch(value, sent[0]), name


@pytest.mark.slow
def test_every_kind_of_answer_has_its_headers_once(ask, subtests):
    for path, (status, others) in KINDS.items():
        # A page that is asked for again comes from the store.
        for method in ("GET", "GET", "HEAD"):
            with subtests.test(path=path, method=method):
                check(ask(path, method), status, others)


@pytest.mark.slow
def test_what_is_refused_has_them_too(ask):
    check(ask("/", "PUT"), 403, {})
    check(ask("/", Host="elsewhere.example"), 400, {CSP: OWN_STYLES})

    unread = ask("/", Content_Type="text/plain; charset=hex")
    assert unread.status == 400
    assert unread.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.slow
def test_the_hashes_are_those_of_the_pages_styles(ask):
    for path, host in (
        ("/knotcare-guide.html", "spa.example"),
        ("/desk-card.html", "spa.example"),
        ("/", "elsewhere.example"),
    ):
        answer = ask(path, Host=host)
        styles = re.findall(rb"<style[^>]*>(.*?)</style>", answer.body, re.DOTALL)
        hashes = [b64encode(sha256(each).digest()).decode() for each in styles]

        assert re.findall(r"'sha256-(.+?)'", answer.headers[CSP]) == hashes != []


@pytest.mark.slow
def test_plain_http_leads_to_https_on_the_same_host(ask):
    for path in ("/", "/relief/", "/book/", "/knotcare-guide.html", "/admin/login/"):
        answer = ask(path, X_Forwarded_Proto="http")

        policy = DESK if path == "/admin/login/" else READERS
        check(answer, 301, {"Strict-Transport-Security": None, CSP: policy})
        assert answer.headers["Location"] == f"https://spa.example{path}"


@pytest.mark.slow
def test_a_reader_gets_no_cookie_whatever_is_asked(ask, subtests):
    for path in sorted({*WITHOUT_COOKIES}):
        for sent in ({}, {"Cookie": f"a=b; csrftoken={'c' * 32}"}):
            with subtests.test(path=path, **sent):
                answer = ask(path, **sent)

                assert answer.headers.get("Set-Cookie") is None
                assert "cookie" not in answer.headers.get("Vary", "").lower()


def signed_in(ask, door):
    """The answer to the login form, which brings the session."""
    token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', door.body)[1].decode()
    answer = ask(
        "/admin/login/",
        "POST",
        body=urlencode({"csrfmiddlewaretoken": token} | ACCOUNT),
        Content_Type="application/x-www-form-urlencoded",
        Cookie=door.headers["Set-Cookie"].partition(";")[0],
        Referer="https://spa.example/admin/login/",
    )
    assert answer.status == 302
    return answer


@pytest.mark.slow
def test_no_cookie_is_sent_in_the_clear_read_by_scripts_or_sent_from_elsewhere(ask):
    door = ask("/admin/login/")

    for answer in (ask("/book/"), door, signed_in(ask, door)):
        cookies = answer.headers.get_all("Set-Cookie")
        assert cookies
        for cookie in cookies:
            assert cookie.startswith("__Host-")
            attributes = {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}
            assert attributes <= set(cookie.split("; "))
            assert "domain" not in cookie.lower()


@pytest.fixture
def get(guide, settings):
    """Ask in this process, where things can be broken."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    client = Client(raise_request_exception=False)
    return lambda path: client.get(path, secure=True)


def differences(response) -> dict:
    """The headers in which an answer differs from what all have."""
    return {
        name: response.get(name)
        for name, value in HEADERS.items()
        if response.get(name) != value
    }


def test_a_broken_page_says_so_in_its_own_styles(get, monkeypatch):
    monkeypatch.setattr(Article.objects, "published", lambda: 1 / 0)

    broken = get("/")

    assert broken.status_code == 500
    assert differences(broken).keys() == {CSP}
    assert OWN_STYLES.fullmatch(broken[CSP])


def test_a_retired_page_has_them_and_a_form_from_elsewhere(get):
    Article.objects.filter(slug="ease-a-knot-now").update(status="retired")
    retired = get("/guide/ease-a-knot-now/")
    forged = Client(enforce_csrf_checks=True).post("/", secure=True)

    assert (retired.status_code, forged.status_code) == (410, 403)
    assert differences(retired) == differences(forged) == {}


def test_a_picture_may_be_shown_elsewhere_as_by_a_feed_reader(get):
    file = SimpleUploadedFile("a.png", picture_file("PNG", size=(60, 30)))

    shown = get(accept_picture(file).url)
    shown.close()

    assert shown.status_code == 200
    assert differences(shown) == {"Cross-Origin-Resource-Policy": "cross-origin"}


def test_whatever_a_private_address_answers_is_kept_by_nobody_and_told_to_nobody(get):
    links = Article.objects.first().preview_links
    over = links.create(expires_at="2020-01-01T00:00Z").get_absolute_url()
    answers = [
        *map(get, (over, over.rstrip("/"), "/preview/nothing/", "/desk/a")),
        *(get(f"/book/{key}") for key in ("a/", "a", "calendar/a.ics", "a%00/")),
        Client().get("/book/a/", secure=True, HTTP_HOST="elsewhere.example"),
        Client().post("/book/a/", {"why": "a" * 200_000}, secure=True),
    ]

    statuses = [answer.status_code for answer in answers]
    assert statuses == [410, 301, 404, 301, 404, 301, 404, 404, 400, 400]
    for answer in answers:
        assert differences(answer).keys() - {CSP} == {"Referrer-Policy"}
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]


def test_a_policy_trusts_nothing_inline_nothing_evaluated_and_no_other_host():
    for policy in (READERS, DESK):
        directives = [directive.split() for directive in policy.split("; ")]
        names = [name for name, *_ in directives]
        sources = {source for _, *sources in directives for source in sources}

        assert sources <= {"'none'", "'self'", "'script'"}
        assert len(names) == len(set(names))
