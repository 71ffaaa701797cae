"""Whether the site says truly that it is alive, and that it can do all it promises."""

import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from booking.models import OutboxMail
from knotcare.heartbeat import beat
from knotcare.models import Heartbeat
from tests.booking.conftest import clock, make_request, spa  # noqa: F401


@pytest.fixture
def working_site(db):
    """A site whose worker was heard of just now."""
    beat()


@pytest.fixture
def failing(client):
    """The names of the checks that fail."""

    def ask() -> set[str]:
        response = client.get("/readyz")
        lines = response.content.decode().splitlines()
        found = dict(line.split(": ") for line in lines)
        assert list(found) == ["database", "migrations", "worker", "mails", "disk"]
        assert set(found.values()) <= {"ok", "failing"}
        assert response.status_code == (503 if "failing" in found.values() else 200)
        return {name for name, result in found.items() if result == "failing"}

    return ask


@pytest.fixture
def broken_database(db):
    def refuse(*args, **kwargs):
        raise OperationalError("unable to open database file")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        yield


def test_a_site_that_answers_is_alive_even_without_its_database(
    client, broken_database
):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nobody_keeps_what_was_true_a_moment_ago(client, working_site, address):
    assert "no-store" in client.get(address)["Cache-Control"]
    assert client.post(address).status_code == 405


def test_a_site_whose_worker_works_is_ready(failing, working_site):
    assert failing() == set()


def test_a_site_without_its_database_is_not_ready(failing, broken_database):
    assert failing() == {"database", "migrations", "worker", "mails"}


def test_a_site_newer_than_its_database_is_not_ready(failing, working_site):
    rows = MigrationRecorder(connection).migration_qs
    rows.filter(app="booking").order_by("name").last().delete()

    assert failing() == {"migrations"}


def test_a_site_where_no_worker_ever_ran_is_not_ready(failing, db):
    assert failing() == {"worker"}


def test_a_worker_that_did_one_round_was_heard_of(failing, guide):
    call_command("worker", once=True)

    assert failing() == set()


@pytest.mark.parametrize("minutes", [-60, 6])
def test_a_worker_of_another_time_is_not_heard_of(failing, working_site, minutes):
    """Nor one whose clock was set back since."""
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=minutes))

    assert failing() == {"worker"}
    beat()
    assert failing() == set()


def test_a_worker_in_a_long_dialogue_with_the_mail_server_still_is(
    failing, working_site
):
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=4))

    assert failing() == set()


def test_many_workers_write_down_one_beat(db, django_assert_num_queries):
    beat()
    first = Heartbeat.objects.get().at

    with django_assert_num_queries(3):
        for _ in range(3):
            beat()

    assert Heartbeat.objects.get().at == first


@pytest.fixture
def mail(make_request):  # noqa: F811
    """A mail that was queued two hours ago and did not go out."""
    make_request()
    beat()
    OutboxMail.objects.update(created_at=timezone.now() - timedelta(hours=2))
    return OutboxMail.objects.first()


def test_mails_that_wait_for_an_hour_are_told_of(failing, mail):
    assert failing() == {"mails"}


def test_mails_of_just_now_may_still_wait(failing, mail):
    OutboxMail.objects.update(created_at=timezone.now() - timedelta(minutes=50))

    assert failing() == set()


def test_one_mistyped_address_is_no_trouble_of_the_site(failing, mail):
    others = OutboxMail.objects.exclude(pk=mail.pk)
    others.update(sent_at=timezone.now() - timedelta(minutes=119))

    assert failing() == set()


def test_a_refused_address_is_none_either_while_no_other_mail_is_due(failing, mail):
    OutboxMail.objects.exclude(pk=mail.pk).delete()
    OutboxMail.objects.update(error="SMTPRecipientsRefused: no such user")

    assert failing() == set()


def test_a_mail_server_that_broke_yesterday_is_told_of_today(failing, mail):
    OutboxMail.objects.exclude(pk=mail.pk).update(
        sent_at=timezone.now() - timedelta(hours=3)
    )

    assert failing() == {"mails"}


def test_a_disk_that_is_almost_full_is_told_of(failing, working_site, monkeypatch):
    almost_full = SimpleNamespace(free=255_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: almost_full)

    assert failing() == {"disk"}


def test_a_folder_that_cannot_be_asked_is_told_of(failing, working_site, monkeypatch):
    def refuse(place):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "disk_usage", refuse)

    assert failing() == {"disk"}


def test_the_worker_reports_what_is_wrong(guide, monkeypatch, caplog):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=9))

    call_command("worker", once=True)

    (reported,) = [each for each in caplog.records if each.levelname == "ERROR"]
    assert reported.getMessage().startswith("disk: The disk is almost full: 0 MB")


def test_asking_is_cheap(client, working_site, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/readyz")
