import os
import shutil

import pytest

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


@pytest.fixture
def site(live_server, guide, settings) -> str:
    """The address of a running site with the whole guide."""
    settings.SITE_URL = live_server.url
    return live_server.url
