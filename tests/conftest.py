import os
import sqlite3
from contextlib import closing
from pathlib import Path

import hypothesis
import pytest
from django.db import connection, connections
from django.test import TransactionTestCase

from articles.models import Article
from booking.mail import outbox

from .guide_copy import load_guide_quickly

# The same examples each time, on a slow machine too. To look for others:
# pytest --hypothesis-profile=default
hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")

# The marks of all tests of a folder; those that take longest begin first.
MARKS = {"slow": "slow", "browser": "browser"}
SECONDS = 2  # that a test without a mark may take


def pytest_xdist_auto_num_workers(config):
    """One more than there are cores: a browser, a disk and a kill are waited for."""
    return (os.cpu_count() or 1) + 1


def folder_of(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).parts[0]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if folder_of(item) in MARKS:
            item.add_marker(MARKS[folder_of(item)])
    yield
    items.sort(key=lambda item: [*MARKS, folder_of(item)].index(folder_of(item)))


def pytest_terminal_summary(terminalreporter):
    """Tell of tests that are slow and bear no mark that says so."""
    for report in terminalreporter.getreports("passed"):
        is_marked = {"browser", "slow"} & report.keywords.keys()
        if report.when == "call" and report.duration > SECONDS and not is_marked:
            terminalreporter.write_line(
                f"Not marked as slow: {report.nodeid} took {report.duration:.1f} s"
            )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """A database in a file, where each thread has a connection of its own, as it has in
    production: one in memory is shared by all, and so are the transactions on it."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = folder / "db.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a test that committed, the database is copied back as it was at first: Django
    would empty each table and lay every trigger anew."""
    if connection.vendor != "sqlite":
        yield
        return

    def copy_back(test):
        connection.ensure_connection()
        at_first.backup(connection.connection)

    with (
        closing(sqlite3.connect(":memory:")) as at_first,
        pytest.MonkeyPatch.context() as patch,
    ):
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(at_first)
        patch.setattr(TransactionTestCase, "_fixture_teardown", copy_back)
        yield


@pytest.fixture(autouse=True)
def light_settings(settings, tmp_path):
    """No test needs collected static files, a slow hash, or the site's own folders."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
    }
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def the_tests_connection_stays_open(monkeypatch):
    """What a request or a round of the worker closes, a test's transaction lives on."""
    ours = connections["default"]
    monkeypatch.setattr(ours, "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture(autouse=True)
def no_courier_behind_a_tests_back(monkeypatch):
    """A mail leaves only where a test sends it, never in a thread beside it."""
    monkeypatch.setattr(outbox, "deliver_alone", lambda: None)


@pytest.fixture
def guide(db):
    """The whole guide, as a fresh site has it."""
    return load_guide_quickly()


@pytest.fixture
def make_article(db):
    def make(**overrides):
        order = Article.objects.next_order()
        values = {
            "title": f"Chapter {order}",
            "slug": f"chapter-{order}",
            "summary": "What the chapter says.",
            "body": "Some text.",
            "status": Article.Status.PUBLISHED,
            "published_at": "2026-01-05T12:00:00Z",
            "order": order,
        }
        return Article.objects.create(**values | overrides)

    return make


@pytest.fixture
def editor_client(client, django_user_model):
    """A client signed in as one who may do everything in the admin."""
    client.force_login(django_user_model.objects.create_superuser("ed"))
    return client


@pytest.fixture
def get_page(client, guide):
    """The HTML of a page of the site with the whole guide."""

    def get(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return get
