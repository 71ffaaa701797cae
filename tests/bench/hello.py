"""The least that gunicorn can be asked to serve: the limit that pages are held against."""

HELLO = b"Hello, world!\n"


def application(environ, start_response):
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(HELLO)))]
    start_response("200 OK", headers)
    return [HELLO]
