"""A bare application that sends the very headers and bytes of a page: what to send them
costs, whoever made them. They lie in the file that ANSWER names."""

import json
import os
from pathlib import Path


def store(file: Path, headers: list[tuple[str, str]], body: bytes) -> None:
    file.write_text(json.dumps([headers, body.decode("latin-1")]))


def application(environ, start_response):
    start_response("200 OK", HEADERS.copy())
    return [BODY]


if "ANSWER" in os.environ:
    headers, body = json.loads(Path(os.environ["ANSWER"]).read_text())
    HEADERS, BODY = [*map(tuple, headers)], body.encode("latin-1")
