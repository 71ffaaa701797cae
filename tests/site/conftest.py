import shutil
from functools import partial

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command

from booking.models import Service
from knotcare.backups.facts import database_at
from knotcare.page_store import PageStore
from tests.guide_copy import load_guide_quickly

from .site_operator import Operator
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
    return load_guide_quickly()


@pytest.fixture
def handler(committed_guide):
    return CountingHandler()


@pytest.fixture
def store(handler):
    return PageStore(handler)


@pytest.fixture
def get(store):
    """Ask the store for a page."""
    return partial(ask, store)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory, django_db_blocker):
    """The data folder of a site with a service and nothing else, to be copied."""
    file = tmp_path_factory.mktemp("small-site") / "db.sqlite3"
    with django_db_blocker.unblock(), database_at(file):
        call_command("migrate", verbosity=0)
        Service.objects.create(name="Massage", minutes=60, order=1)
    return file.parent


@pytest.fixture
def new_operator(small_site, tmp_path, settings, django_db_blocker):
    """Make an operator of such a site, or of an empty place for one."""

    def make(name: str, is_empty: bool = False) -> Operator:
        data = tmp_path / name
        if not is_empty:
            shutil.copytree(small_site, data)
        return Operator(data, settings)

    with django_db_blocker.unblock():
        yield make
