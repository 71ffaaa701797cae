import mimetypes
import os
import re
import shutil
import threading
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import Http404, HttpResponse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article
from booking.calendar_rules.opening_hours import PartOfDay
from booking.forms import form_token
from booking.models import BookingRequest, OpeningHours, Service, Spa
from knotcare.staticfiles import whole
from tests.booking.life import send_request

from .acts import sign_in
from .rules import PHONE

# Playwright runs an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=30_000)  # as long as Playwright itself waits for an act

WINDOWED = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
HEADLESS = ["chromium-headless-shell", *WINDOWED]  # without windows it is faster
REFUSED = re.compile(
    "Content.Security.Policy|Permissions.Policy|Trusted(?:HTML|Script| Type)"
)
TELL_OF_REFUSALS = """
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    console.error(`Content-Security-Policy ${effectiveDirective} refuses ${blockedURI}`));
"""


def chromium(names: list[str]) -> str:
    """The first of these programs that is there."""
    if not (found := next(filter(None, map(shutil.which, names)), None)):
        pytest.fail("No Chromium on the PATH; `make test` installs it.")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": chromium(HEADLESS),
        "args": ["--no-sandbox", "--disable-background-networking"],
    }


@pytest.fixture(autouse=True)
def no_page_outlives_its_test(request):
    """A page left open would go on asking while the next test begins: all are closed,
    and what they asked last is answered, before the database is emptied."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(30)


@pytest.fixture(autouse=True)
def every_page_keeps_to_the_policy(request):
    """Whatever a test opens and does, the browser refuses nothing by the site's policy."""
    if "browser" not in request.fixturenames:
        yield
        return
    browser, refusals = request.getfixturevalue("browser"), []

    def note(message) -> None:
        if REFUSED.search(message.text):
            refusals.append(f"{message.page and message.page.url}: {message.text}")

    def watch(context) -> None:
        context.add_init_script(TELL_OF_REFUSALS)
        context.on("console", note)

    browser.on("context", watch)
    yield
    browser.remove_listener("context", watch)
    if not request.node.get_closest_marker("lets_the_policy_refuse"):
        assert refusals == []


@cache
def static_file(name: str) -> tuple[bytes, str]:
    """A static file as readers get it, in one piece, and its kind."""
    if (path := find(name)) is None:
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith((".css", ".js")):
        return whole(name).encode(), kind
    return Path(path).read_bytes(), kind


def serve(handler, request) -> HttpResponse:
    content, kind = static_file(handler.file_path(request.path))
    return HttpResponse(content, kind, headers={"Cache-Control": "max-age=3600"})


@pytest.fixture
def site(live_server, guide, settings, monkeypatch) -> str:
    """The address of a running site with the whole guide."""
    settings.SITE_URL = live_server.url
    monkeypatch.setattr(StaticFilesHandler, "serve", serve)
    return live_server.url


@pytest.fixture
def open_spa(site, monkeypatch) -> str:
    """The site of a spa that is open every day; nobody is too fast for its form."""
    OpeningHours.objects.bulk_create(
        OpeningHours(weekday=weekday, opens=time(9), closes=time(18))
        for weekday in range(7)
    )
    Service.objects.create(name="Deep tissue", minutes=60, price=90, order=1)
    Spa.objects.create(pk=1, phone="(713) 555-0123", desk_email="desk@spa.example")
    monkeypatch.setattr(form_token, "HASTY", timedelta(0))
    return site


@pytest.fixture
def day() -> date:
    """The day that visitors ask for."""
    return timezone.localdate() + timedelta(days=3)


@pytest.fixture
def ask(site, day):
    """Ana Bell, or somebody else, asks for a session on the morning of that day."""

    def ask_for_the_morning(**overrides) -> BookingRequest:
        values = {
            "phone": "+17135550100",
            "note": "Firm, please.",
            "delete_on": day + timedelta(days=90),
        }
        return send_request([(day, PartOfDay.MORNING)], **values | overrides)

    return ask_for_the_morning


@pytest.fixture
def eve(site, django_user_model):
    """She may do everything in the admin."""
    return django_user_model.objects.create_superuser("eve", password="all the house")


@pytest.fixture
def desk(page, site, eve):
    """A browser in which Eve is signed in."""
    sign_in(page.context, site, eve)
    return page


@pytest.fixture
def open_chapter(site, eve):
    """Open the first chapter in the admin on a page, as Eve."""
    chapter = Article.objects.get(slug="ease-a-knot-now")

    def open_it(page):
        sign_in(page.context, site, eve)
        page.goto(f"{site}/admin/articles/article/{chapter.pk}/change/")
        return page

    return open_it


@pytest.fixture
def editor_page(page, open_chapter):
    return open_chapter(page)


@pytest.fixture
def scriptless(browser):
    """A page on a small phone whose browser runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()
