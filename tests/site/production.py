"""The site as it runs in production: gunicorn, HTTPS at a proxy before it, no debugging."""

import http.client
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import nginx

HOST = "spa.example"
SETTINGS = {
    "SITE_URL": f"https://{HOST}",
    "EMAIL_URL": "smtp://mail.spa.example:25",
}


@dataclass
class Production:
    port: int
    data: Path

    def ask(
        self, path: str, method="GET", body=None, scheme="https", host=HOST, **headers
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Host": host, "X-Forwarded-Proto": scheme}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer


@contextmanager
def running_production(data: Path):
    with nginx.running_site(data, **SETTINGS) as port:
        yield Production(port, data)
