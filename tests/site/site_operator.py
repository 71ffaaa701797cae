"""The operator of a site of its own, who runs commands."""

import io
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from knotcare.backups.facts import database_at


class Operator:
    """Runs commands on the site whose data is in the folder `data`."""

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
