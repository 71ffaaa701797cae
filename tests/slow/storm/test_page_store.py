"""An edit in one process is seen by the next request in every other, on every host."""

import http.client
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from tests.ports import free_port
from tests.real_site import manage, site_environment

from .processes import Process
from .whole_site import WholeSite

ROUNDS = int(os.environ.get("ROUNDS", "100"))
READERS = 2
SITE = "localhost:8000"
CHAPTER = "/guide/ease-a-knot-now/"


@pytest.fixture(params=["sqlite", "postgres"])
def hosts(request, new_database, tmp_path, static_files):
    """Two servers with two workers each, on one database, and an editor elsewhere."""
    url, _ = new_database(request.param, "migrate", "loadguide")
    names = {"DATABASE_URL": url, "SITE_URL": f"http://{SITE}", "WEB_CONCURRENCY": "2"}
    with ExitStack() as stack:
        sites = []
        for name in ("one", "other"):
            folder = tmp_path / name
            folder.mkdir()
            (folder / "static").symlink_to(static_files)
            environment = site_environment(folder, **names, PORT=str(free_port()))
            if not sites:
                editor = stack.enter_context(Process("editors", environment))
            sites.append(stack.enter_context(WholeSite(environment, None, None)))
        yield sites, editor


def read(site: WholeSite, path: str) -> tuple[int, str, str]:
    """The status, the page and its ETag, by a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    try:
        connection.request("GET", path, headers={"Host": SITE})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.headers["ETag"]
    finally:
        connection.close()


def read_until(is_over: threading.Event, site: WholeSite) -> int:
    done = 0
    while not is_over.is_set():
        for path in (CHAPTER, "/"):
            status, _, etag = read(site, path)
            assert (status, bool(etag)) == (200, True)
            done += 1
    return done


def test_no_answer_is_stale(hosts):
    sites, editor = hosts
    is_over = threading.Event()
    with ThreadPoolExecutor(READERS) as pool:
        readers = [
            pool.submit(read_until, is_over, sites[number % 2])
            for number in range(READERS)
        ]
        try:
            for number in range(ROUNDS):
                title = f"Round {number} of {ROUNDS}"
                editor.ask("publish", slug="ease-a-knot-now", title=title)
                for site in sites:
                    assert title in read(site, CHAPTER)[1], number
                assert title in read(sites[number % 2], "/")[1], number
        finally:
            is_over.set()
        done = [reader.result() for reader in readers]
    print(f"{ROUNDS} rounds beside {sum(done)} reads")
    assert min(done) > 0


def test_the_triggers_are_there_once_however_often_one_migrates(hosts):
    sites, editor = hosts
    manage(sites[0].environment, "migrate", "--verbosity", "0")
    editor.ask("publish", slug="ease-a-knot-now", title="After another migration")

    assert "After another migration" in read(sites[1], CHAPTER)[1]
