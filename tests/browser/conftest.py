import os
import shutil

import pytest

from articles.models import Article

# Playwright runs an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

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
    """A page left open would hold threads of a server that is gone."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()


@pytest.fixture
def site(live_server, guide, settings) -> str:
    """The address of a running site with the whole guide."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def sign_in_to(site, django_user_model, client):
    """Open the editor of the first chapter on a page, signed in as its owner."""
    client.force_login(django_user_model.objects.create_superuser("ed"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    chapter = Article.objects.get(slug="ease-a-knot-now")

    def sign_in(page):
        page.context.add_cookies([cookie | {"url": site}])
        page.goto(f"{site}/admin/articles/article/{chapter.pk}/change/")
        return page

    return sign_in


@pytest.fixture
def editor_page(page, sign_in_to):
    return sign_in_to(page)
