"""Who finds a hole in the site is told whom to tell (RFC 9116)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from booking.models import Spa

ADDRESS = "/.well-known/security.txt"


@pytest.fixture
def fields(client, db):
    """The fields of the file, by their names."""

    def read() -> dict[str, str]:
        response = client.get(ADDRESS)
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        lines = response.content.decode().splitlines()
        return dict(line.split(": ", 1) for line in lines)

    return read


def test_it_is_in_force_for_months_and_never_for_a_year(fields):
    for day in ("2027-03-01T00:30Z", "2031-12-31T23:59Z"):
        with time_machine.travel(day, tick=False):
            expires = datetime.fromisoformat(fields()["Expires"])
            ahead = expires - datetime.now(UTC)

        assert timedelta(days=150) < ahead < timedelta(days=365), day


def test_without_any_mail_it_names_the_page_of_the_spa(fields, settings):
    settings.SITE_URL = "https://spa.example"

    assert fields() == {
        "Contact": "https://spa.example/about/",
        "Expires": fields()["Expires"],
        "Preferred-Languages": "en",
        "Canonical": "https://spa.example" + ADDRESS,
    }


def test_it_names_the_mail_that_the_spa_shows_or_what_the_operator_chose(
    fields, settings
):
    Spa.objects.create(pk=1, email="hello@spa.example", desk_email="desk@spa.example")
    assert fields()["Contact"] == "mailto:hello@spa.example"

    settings.SECURITY_CONTACT = "https://spa.example/report"
    assert fields()["Contact"] == "https://spa.example/report"
