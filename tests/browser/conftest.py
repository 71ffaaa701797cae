import os
import shutil
import threading
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from articles.models import Article
from knotcare.static_files import whole_module

from .acts import sign_in
from .policy import watch

# Playwright runs an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=30_000)  # as long as Playwright itself waits for an act

CHROMIUM_NAMES = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        pytest.fail("No Chromium on the PATH; `make test` installs it.")
    return browser_type_launch_args | {
        "executable_path": chromium,
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

    def watched(context) -> None:
        watch(context, refusals)

    browser.on("context", watched)
    yield
    browser.remove_listener("context", watched)
    if not request.node.get_closest_marker("lets_the_policy_refuse"):
        assert refusals == []


@pytest.fixture
def whole_scripts(context):
    """Scripts come as readers get them: in one piece."""

    def send(route):
        name = urlsplit(route.request.url).path.removeprefix("/static/")
        route.fulfill(body=whole_module(name), content_type="text/javascript")

    context.route("**/static/js/*.js", send)


@pytest.fixture
def site(live_server, guide, settings) -> str:
    """The address of a running site with the whole guide."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def sign_in_to(site, django_user_model):
    """Open the editor of the first chapter on a page, signed in as its owner."""
    editor = django_user_model.objects.create_superuser("ed")
    chapter = Article.objects.get(slug="ease-a-knot-now")

    def open_editor(page):
        sign_in(page.context, site, editor)
        page.goto(f"{site}/admin/articles/article/{chapter.pk}/change/")
        return page

    return open_editor


@pytest.fixture
def editor_page(page, sign_in_to):
    return sign_in_to(page)


@pytest.fixture
def scriptless(browser):
    """A page on a small phone whose browser runs no script."""
    phone = {"width": 320, "height": 640}
    context = browser.new_context(java_script_enabled=False, viewport=phone)
    yield context.new_page()
    context.close()
