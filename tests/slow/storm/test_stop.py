"""Stopping in peace, being killed, and going on after trouble with the database."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings

from tests.process_tree import children, descendants
from tests.waiting import wait_until

from .keeper import is_running
from .line import Line
from .processes import Process
from .visitors import NoAnswer, Visitor

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="finds the processes to stop as Linux lists them"
)


def is_all_sent(insider) -> bool:
    return insider.ask("unsent") == 0


def test_a_site_that_is_stopped_finishes_the_mail_in_flight(begin_site):
    site = begin_site("sqlite", EMAIL_TIMEOUT="60")
    visitor = Visitor(site.port, 1)
    visitor.open_form()
    site.office.ask("hold")

    visitor.send()
    wait_until(lambda: site.office.ask("report")["in_flight"])
    site.process.terminate()
    wait_until(lambda: not site.is_healthy())
    site.office.ask("release")
    status = site.process.wait(120)

    received = site.office.ask("report")["kept"]
    assert status == 0
    assert len(received) == 2 - site.insider.ask("unsent") > 0


@pytest.fixture
def begin_worker(surroundings):
    """Begin a worker alone, on a kind of database where every mail is sent."""
    workers = []

    def begin(kind: str) -> tuple[subprocess.Popen, Process]:
        environment, _, insider = surroundings(kind)
        insider.ask("ask")
        wait_until(lambda: is_all_sent(insider))
        command = [sys.executable, "manage.py", "worker"]
        workers.append(
            subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
        )
        return workers[0], insider

    yield begin
    for worker in workers:
        worker.kill()
        worker.wait()


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_works_until_it_is_stopped(begin_worker, database, number):
    worker, insider = begin_worker(database)
    insider.ask("queue_again")
    wait_until(lambda: is_all_sent(insider))

    worker.send_signal(number)

    assert worker.wait(90) == 0  # on a busy machine, too


def test_a_worker_goes_on_when_its_database_comes_back(begin_worker, postgres):
    worker, insider = begin_worker("postgres")

    postgres.stop()
    time.sleep(2)
    postgres.start()
    wait_until(lambda: insider.ask("queue_again") is None)

    wait_until(lambda: is_all_sent(insider))
    assert worker.poll() is None


@pytest.fixture
def busy_site(begin_site):
    """A site that someone asks again and again, on one connection to the end of it."""
    site = begin_site("sqlite")
    line = Line(site.port, 1)
    line.ask("GET", "/about/")

    def go_on():
        try:
            while line.ask("GET", "/about/"):
                pass
        except NoAnswer:
            line.close()

    reader = threading.Thread(target=go_on)
    reader.start()
    yield site
    reader.join()


def test_nothing_is_left_of_a_site_when_gunicorn_was_killed(busy_site):
    everything = descendants(busy_site.process.pid)

    os.kill(children(busy_site.process.pid)[0], signal.SIGKILL)

    busy_site.process.wait(20)
    wait_until(lambda: not any(map(is_running, everything)))
