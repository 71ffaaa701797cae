import pytest
from django.core.handlers.wsgi import WSGIHandler

from articles.loading import load_guide
from knotcare.page_store import PageStore

from .production import running_production
from .wsgi import ask


class CountingHandler:
    """Django's handler, and the paths that it was asked for."""

    def __init__(self):
        self.handler, self.asked = WSGIHandler(), []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        return self.handler(environ, start_response)


@pytest.fixture
def committed_guide(transactional_db):
    """The whole guide, committed: the store reads the edition as another process does."""
    return load_guide()


@pytest.fixture
def handler(committed_guide):
    return CountingHandler()


@pytest.fixture
def store(handler):
    return PageStore(handler)


@pytest.fixture
def get(store):
    """Ask the store for a page."""

    def get(path="/", **given):
        return ask(store, path, **given)

    return get


@pytest.fixture(scope="session")
def production(tmp_path_factory):
    """The site with the whole guide, in production."""
    with running_production(tmp_path_factory.mktemp("production")) as site:
        yield site
