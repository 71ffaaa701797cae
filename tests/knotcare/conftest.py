import io
import os
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command

from booking.models import Service
from knotcare.backups.facts import database_at
from knotcare.page_cache.store import PageStore
from tests.guide_copy import load_guide_quickly

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


class Operator:
    """Runs commands on a site of its own, whose data is in the folder `data`."""

    def __init__(self, data: Path, settings):
        self.data, self.folder, self.settings = data, data / "backups", settings

    def run(self, *arguments) -> str:
        """What a command says; it must go well."""
        self.settings.DATA_DIR = self.data
        self.settings.MEDIA_ROOT = self.data / "media"
        output = io.StringIO()
        with database_at(self.data / "db.sqlite3"):
            call_command(*map(str, arguments), stdout=output)
        return output.getvalue()

    def refused(self, *arguments) -> str:
        """Why a command can't be done."""
        with pytest.raises(CommandError) as error:
            self.run(*arguments)
        return str(error.value)

    def back_up(self, folder: Path | None = None) -> Path:
        """The file of a backup, the first in its folder."""
        folder = folder or self.folder
        self.run("backup", folder)
        return next(folder.glob("*.tar"))

    def backups(self) -> list[Path]:
        return sorted(self.folder.glob("*.tar"))

    def database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.data / "db.sqlite3")

    def execute(self, *statement) -> list[tuple]:
        """The rows of a statement to the database, which is committed."""
        with closing(self.database()) as database, database:
            return database.execute(*statement).fetchall()

    def services(self) -> list[str]:
        rows = self.execute("SELECT name FROM booking_service ORDER BY id")
        return [name for (name,) in rows]

    def rename_service(self, name: str) -> None:
        self.execute("UPDATE booking_service SET name = ?", [name])

    def picture(self, name: str) -> Path:
        return self.data / "media" / "pictures" / f"{name}.webp"

    def add_picture(self, name: str, data: bytes) -> None:
        self.picture(name).parent.mkdir(parents=True, exist_ok=True)
        self.picture(name).write_bytes(data)
        os.utime(self.picture(name), (0, 0))  # long ago: no backup waits for it

    def damage(self) -> None:
        """Overwrite pages in the middle of the database."""
        with (self.data / "db.sqlite3").open("r+b") as file:
            file.seek(10 * 4096)
            file.write(os.urandom(20 * 4096))

    def lose_database(self) -> None:
        for file in self.data.glob("db.sqlite3*"):
            file.unlink()


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
