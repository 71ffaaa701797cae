"""A backup of a busy site is whole, and so is the site that it is restored to."""

import os
import shutil
import threading
import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.ports import free_port
from tests.real_site import attempt, manage, site_environment
from tests.waiting import wait_until

from .processes import Process
from .test_storm import in_parallel
from .visitors import Visitor
from .whole_site import WholeSite

VISITORS = 100
PAGE = "/guide/ease-a-knot-now/"


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request, monkeypatch):
    """A kind of database, with its tools on the PATH."""
    if request.param == "postgres":
        tools = request.getfixturevalue("postgres").bin_path
        monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return request.param


class Load:
    """Visitors who ask for sessions, and an editor who uploads pictures, all the while."""

    def __init__(self, site: WholeSite, editor: Process | None = None):
        self.editor, self.is_over = editor, threading.Event()
        self.told, self.pictures = {}, {}
        self.visitors = [Visitor(site.port, number) for number in range(VISITORS)]
        in_parallel(8, self.visitors, Visitor.open_form)
        self.waiting = list(self.visitors)

    def send(self) -> None:
        while self.waiting and not self.is_over.is_set():
            visitor = self.waiting.pop()
            self.told[visitor.email] = visitor.send_until_answered()
            time.sleep(0.05)

    def upload(self) -> None:
        while not self.is_over.is_set():
            self.pictures |= self.editor.ask("upload")

    @contextmanager
    def going_on(self):
        """Within, they do; `told` and `pictures` are what was acknowledged so far."""
        acts = [self.send, self.upload] if self.editor else [self.send]
        threads = [threading.Thread(target=act) for act in acts]
        for thread in threads:
            thread.start()
        try:
            wait_until(lambda: len(self.told) > 10)
            yield
        finally:
            self.is_over.set()
            for thread in threads:
                thread.join()


def command(environment: dict[str, str], *arguments) -> str:
    """What a command of the operator says; it must go well."""
    done = attempt(environment, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def new_place(new_database, static_files):
    """A new machine for a site: its environment, with nothing in its database."""

    def make(kind: str, old: dict[str, str]) -> dict[str, str]:
        url, folder = new_database(kind)
        (folder / "static").symlink_to(static_files)
        return old | {
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "PORT": str(free_port()),
        }

    return make


def stored_in(environment: dict[str, str]) -> dict[str, str]:
    """The private page of every request in a site's database, by its visitor's mail."""
    with Process("insider", environment) as insider:
        return {each["email"]: each["page"] for each in insider.ask("stored")}


def paths(told: dict[str, str]) -> dict[str, str]:
    return {email: page.partition("?")[0] for email, page in told.items()}


def test_a_site_that_was_lost_comes_back_with_all_that_anyone_was_told(
    begin_site, new_place, kind, tmp_path
):
    site = begin_site(kind)
    with Process("editors", site.environment) as editor:
        assert editor.ask("sign_in") is None
        load = Load(site, editor)
        with load.going_on():
            wait_until(lambda: load.pictures)
            told, pictures = dict(load.told), dict(load.pictures)
            command(site.environment, "backup", tmp_path)
            meanwhile = len(load.told) - len(told)
    site.stop()
    shutil.rmtree(site.environment["DATA_DIR"])
    (backup,) = tmp_path.glob("*.tar")
    environment = new_place(kind, site.environment)

    command(environment, "restore", backup)

    stored = stored_in(environment)
    assert meanwhile > 0
    assert paths(told).items() <= stored.items() <= paths(load.told).items()
    media = Path(environment["DATA_DIR"], "media")
    assert pictures == {
        name: sha256((media / name).read_bytes()).hexdigest() for name in pictures
    }
    with WholeSite(environment, None, None) as again:
        for path in [*paths(told).values(), *(f"/media/{name}" for name in pictures)]:
            with urlopen(f"http://127.0.0.1:{again.port}{path}") as answer:
                assert answer.status == 200


def test_a_restore_into_a_running_site_is_seen_at_once_and_loses_nobody(
    begin_site, new_place, kind, tmp_path
):
    site = begin_site(kind)
    manage(site.environment, "loadguide", "--verbosity", "0")
    with Process("editors", site.environment) as reader:
        assert reader.ask("publish", slug=slug(), title="As it was") is None
        command(site.environment, "backup", tmp_path)
        assert reader.ask("publish", slug=slug(), title="A great mistake") is None
        assert all("A great mistake" in page for page in read(site, 20))
        load = Load(site)
        with load.going_on():
            (backup,) = tmp_path.glob("*.tar")
            command(site.environment, "restore", "--replace", backup)
            pages = read(site, 20)
            again = len(load.told)
            wait_until(lambda: len(load.told) > again + 5)

    assert all("As it was" in page for page in pages)
    (before,) = Path(site.environment["DATA_DIR"], "backups").glob("*before*.tar")
    other = new_place(kind, site.environment)
    command(other, "restore", before)
    after, in_before = stored_in(site.environment), stored_in(other)
    assert paths(load.told).items() == {**in_before, **after}.items()
    assert after and in_before and not after.keys() & in_before.keys()


def slug() -> str:
    return PAGE.split("/")[2]


def read(site: WholeSite, times: int) -> list[str]:
    """A page, as many times, by connections that the workers share out among them."""

    def once(number: int) -> str:
        with urlopen(f"http://127.0.0.1:{site.port}{PAGE}") as answer:
            return answer.read().decode()

    return in_parallel(4, range(times), once)


@pytest.fixture
def modest_site(postgres, new_database):
    """A site whose account owns its database and may create no other."""
    url, folder = new_database("postgres")
    postgres.psql("CREATE ROLE modest LOGIN;")
    postgres.psql(f"ALTER DATABASE {folder.name} OWNER TO modest;")
    environment = site_environment(
        folder,
        DATABASE_URL=url.replace("//postgres:", "//modest:"),
        PATH=f"{postgres.bin_path}{os.pathsep}{os.environ['PATH']}",
    )
    manage(environment, "migrate", "--verbosity", "0")
    yield environment
    postgres.psql(f"DROP DATABASE {folder.name} WITH (FORCE);")
    postgres.psql("DROP ROLE modest;")


def test_an_account_without_privileges_backs_up_and_restores(modest_site, tmp_path):
    command(modest_site, "backup", tmp_path)
    (backup,) = tmp_path.glob("*.tar")
    refused = attempt(modest_site, "restore", backup)
    restored = command(modest_site, "restore", "--replace", backup)

    assert "add --replace" in refused.stderr
    assert "this account can’t create a database to rehearse in" in restored
    assert "Restored." in restored


def test_missing_programs_are_named(modest_site, tmp_path):
    said = attempt(modest_site | {"PATH": ""}, "backup", tmp_path).stderr

    assert "pg_dump is not on the PATH. Install PostgreSQL’s client programs" in said
    assert "Traceback" not in said
