"""Only UTF-8 is read: what says it is anything else is refused before it is decoded. And
in HTTP/1.1 each request says which host it asks."""

from wsgiref.util import setup_testing_defaults

import pytest

from knotcare.wsgi import application

from ..wsgi import ask

OTHERS = ["hex", "utf-7", "utf-16", "idna", '"HEX"', ""]


@pytest.fixture
def status(db):
    """The status of the answer to a form, or a query, of this type."""

    def status(content_type: str, method="GET") -> int:
        path = "/book/?area=%41"
        return ask(application, path, method, content_type=content_type).status

    return status


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_charset_is_refused(status, method):
    answers = {each: status(f"text/plain; charset={each}", method) for each in OTHERS}

    assert answers == dict.fromkeys(OTHERS, 400)


def test_utf8_is_read(status):
    assert [status(kind) for kind in ("", "text/plain", "a/b; charset=UTF-8")] == (
        [200] * 3
    )


def test_a_request_without_a_host_is_refused_but_for_an_old_one(db):
    def status(protocol: str) -> int:
        environ = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": protocol}
        setup_testing_defaults(environ)
        del environ["HTTP_HOST"]
        started = []
        application(environ, lambda status, headers: started.append(status)).close()
        return int(started[0].split()[0])

    assert [status("HTTP/1.1"), status("HTTP/1.0")] == [400, 200]
