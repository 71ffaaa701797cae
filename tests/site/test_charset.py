"""Only UTF-8 is read: what says it is anything else is refused before it is decoded."""

import io

import pytest

from knotcare.wsgi import application


@pytest.fixture
def ask(db):
    """Ask the application that gunicorn serves; return the status."""

    def send(content_type: str, method: str = "GET", query: str = "") -> str:
        answered = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": "/book/",
            "QUERY_STRING": query,
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": "0",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(),
        }
        list(application(environ, lambda status, headers: answered.append(status)))
        return answered[0]

    return send


@pytest.mark.parametrize("charset", ["hex", "utf-7", "utf-16", "idna", '"HEX"', ""])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_charset_is_refused(ask, method, charset):
    answer = ask(f"text/plain; charset={charset}", method, query="area=%41")

    assert answer == "400 Bad Request"


@pytest.mark.parametrize("content_type", ["", "text/plain", "a/b; charset=UTF-8"])
def test_utf8_is_read(ask, content_type):
    assert ask(content_type, query="area=%41") == "200 OK"
