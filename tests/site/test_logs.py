"""What the log does not tell."""

import io
import logging

import pytest


@pytest.fixture
def log():
    """What the site writes to standard error."""
    handlers = logging.getLogger("django").handlers
    handler = next(each for each in handlers if each.name == "console")
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.parametrize(
    "path",
    [
        "/book/a-secret-key/",
        "/book/calendar/a-secret-key.ics",
        "/preview/a-secret-key/",
    ],
)
def test_the_key_of_a_private_page_stays_out_of_the_log(client, guide, log, path):
    client.get(path)

    assert f"Not Found: /{path.split('/')[1]}/" in log.getvalue()
    assert "secret" not in log.getvalue()


def test_any_other_address_is_in_the_log(client, guide, log):
    client.get("/guide/nothing-here/")

    assert "Not Found: /guide/nothing-here/" in log.getvalue()
