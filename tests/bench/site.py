"""Sites of the bench's own: their data, and who looks inside."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.real_site import ROOT, site_environment


@dataclass(frozen=True)
class Site:
    """A site that keeps all it has in a folder."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        # So that each visitor can come from an address of their own.
        return site_environment(self.folder, PROXIES="1")

    @property
    def database(self) -> Path:
        return self.folder / "db.sqlite3"

    def python(self, *arguments: str) -> str:
        """What Python prints when it is run inside this site with these arguments."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        ).stdout

    def ask(self, deed: str, **details):
        """What comes of a deed of the insider."""
        return json.loads(
            self.python("-m", "tests.bench.insider", deed, json.dumps(details))
        )

    def copy(self, name: str) -> "Site":
        """Another site, beside this one, with the same data."""
        return Site(shutil.copytree(self.folder, self.folder.with_name(name)))

    def delete(self) -> None:
        shutil.rmtree(self.folder)


@contextmanager
def fresh_site() -> Iterator[Site]:
    """A site with the guide, as the first `make run` leaves it; gone when the block ends."""
    with TemporaryDirectory(prefix="knotcare-bench-") as folder:
        site = Site(Path(folder, "site"))
        site.python("manage.py", "prepare")
        yield site
