"""Whether the site says truly that it is alive, and that it can do all it promises."""

import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from booking.models import OutboxMail
from knotcare.health.heartbeat import beat
from knotcare.models import Heartbeat
from tests.booking.conftest import clock, make_request, spa

__all__ = ["clock", "make_request", "spa"]

CHECKS = ["database", "migrations", "worker", "mails", "disk", "proxies"]


def ago(**time):
    return timezone.now() - timedelta(**time)


@pytest.fixture
def working_site(db):
    """A site whose worker was heard of just now."""
    beat()


@pytest.fixture
def failing(client):
    """The names of the checks that fail."""

    def ask(**arrives) -> set[str]:
        response = client.get("/readyz", **arrives)
        lines = response.content.decode().splitlines()
        found = dict(line.split(": ") for line in lines)
        assert list(found) == CHECKS
        assert set(found.values()) <= {"ok", "failing"}
        assert response.status_code == (503 if "failing" in found.values() else 200)
        return {name for name, result in found.items() if result == "failing"}

    return ask


def test_a_site_without_its_database_is_alive_but_not_ready(
    client, failing, db, monkeypatch
):
    def refuse(*args, **kwargs):
        raise OperationalError("unable to open database file")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", refuse)
        response = client.get("/healthz")

        assert (response.status_code, response.content) == (200, b"ok\n")
        assert failing() == {"database", "migrations", "worker", "mails"}


def test_nobody_keeps_what_was_true_a_moment_ago(client, working_site):
    for address in ("/healthz", "/readyz"):
        assert "no-store" in client.get(address)["Cache-Control"]
        assert client.post(address).status_code == 405


def test_asking_is_cheap(client, working_site, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/readyz")


def test_a_site_newer_than_its_database_is_not_ready(failing, working_site):
    ((app, name),) = MigrationLoader(None).graph.leaf_nodes("booking")
    rows = MigrationRecorder(connection).migration_qs
    assert rows.filter(app=app, name=name).delete()[0] == 1

    assert failing() == {"migrations"}


def test_a_site_is_ready_once_its_worker_did_one_round(failing, guide):
    assert failing() == {"worker"}

    call_command("worker", once=True)

    assert failing() == set()


def test_a_worker_of_another_time_is_not_heard_of(failing, working_site):
    """Nor one whose clock was set back since; one in a long dialogue with the mail
    server still is."""
    for minutes, found in {-60: {"worker"}, 4: set(), 6: {"worker"}}.items():
        Heartbeat.objects.update(at=ago(minutes=minutes))

        assert failing() == found
        beat()
        assert failing() == set()


def test_many_workers_write_down_one_beat(db, django_assert_num_queries):
    beat()
    first = Heartbeat.objects.get().at

    with django_assert_num_queries(3):
        for _ in range(3):
            beat()

    assert Heartbeat.objects.get().at == first


def test_mails_that_wait_for_an_hour_are_told_of_unless_only_addresses_are_wrong(
    failing, make_request
):
    make_request()
    beat()
    mails = OutboxMail.objects.all()
    others = mails.exclude(pk=mails.first().pk)
    mails.update(created_at=ago(hours=2))
    assert failing() == {"mails"}

    # The mail server broke before the mail was queued, or took others since.
    others.update(sent_at=ago(hours=3))
    assert failing() == {"mails"}
    others.update(sent_at=ago(minutes=119))
    assert failing() == set()

    # No other mail is due.
    others.delete()
    assert failing() == {"mails"}
    mails.update(error="SMTPRecipientsRefused: no such user")
    assert failing() == set()

    mails.update(error="", created_at=ago(minutes=50))
    assert failing() == set()


def almost_full(place):
    return SimpleNamespace(free=255_000_000)


def unreadable(place):
    raise OSError(5, "Input/output error")


def test_a_disk_that_is_almost_full_or_can_not_be_asked_is_told_of(
    failing, working_site, monkeypatch
):
    for found in (almost_full, unreadable):
        monkeypatch.setattr(shutil, "disk_usage", found)

        assert failing() == {"disk"}


def test_the_worker_reports_what_is_wrong(guide, monkeypatch, caplog):
    monkeypatch.setattr(shutil, "disk_usage", almost_full)

    call_command("worker", once=True)

    (reported,) = [each for each in caplog.records if each.levelname == "ERROR"]
    told = "disk: The disk is almost full: 255 MB"
    assert reported.getMessage().startswith(told)


ARRIVALS = [
    # PROXIES, who connects, X-Forwarded-For, what is wrong
    (0, "127.0.0.1", "", None),
    (0, "8.8.8.8", "", None),
    (0, "8.8.8.8", "9.9.9.9", None),  # a stranger's own words
    (0, "127.0.0.1", "8.8.8.8", "1 address"),
    (0, "", "8.8.8.8", "1 address"),
    (1, "127.0.0.1", "", None),  # who runs the site looks by itself
    (1, "127.0.0.1", "8.8.8.8", None),
    (1, "127.0.0.1", "9.9.9.9, 8.8.8.8", None),  # a stranger's words before ours
    (1, "127.0.0.1", "8.8.8.8, 10.0.0.1", "2 addresses"),
    (1, "8.8.8.8", "", "0 addresses"),
    (2, "8.8.8.8", "9.9.9.9", "1 address"),
]


@pytest.mark.parametrize(("proxies", "direct", "forwarded", "wrong"), ARRIVALS)
def test_a_wrong_number_of_proxies_is_told_by_what_arrives(
    failing, working_site, admin_client, settings, proxies, direct, forwarded, wrong
):
    settings.PROXIES = proxies
    arrives = {"REMOTE_ADDR": direct, "HTTP_X_FORWARDED_FOR": forwarded}
    words = f"PROXIES is {proxies}, but a request arrived with {wrong} in"

    assert failing(**arrives) == ({"proxies"} if wrong else set())
    desk = admin_client.get("/admin/", **arrives).content.decode()
    assert (words in desk) == bool(wrong)
