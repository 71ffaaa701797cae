"""What nginx notes by the configuration that we ship: what was asked, and not by whom."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests import nginx

KEY = "a-secret-key"
ASKED = {
    "/search/?q=sciatica": "/search/",
    "/guide/ease-a-knot-now/?from=somewhere": "/guide/ease-a-knot-now/",
    "/book/?area=jaw": "/book/*",
    f"/book/{KEY}/": "/book/*",
    f"/book/calendar/{KEY}.ics": "/book/*",
    f"/desk/feed/{KEY}.ics?x": "/desk/*",
    f"/preview/{KEY}/": "/preview/*",
}

pytestmark = pytest.mark.skipif(
    not nginx.NGINX, reason="nginx is not installed (tools/install-nginx.sh)"
)


class Site(BaseHTTPRequestHandler):
    """Answers that it is alive, and hangs up on every other question."""

    def do_GET(self):
        if self.path == "/healthz":
            self.send_response(200)
            self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def ask(tmp_path):
    """Ask nginx for a page, as one who tells much; return all that it then noted."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    headers = {"Referer": f"http://localhost/book/{KEY}/", "User-Agent": "Ana's phone"}

    def asked(path: str) -> str:
        with pytest.raises(HTTPError, match="502"):
            urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers))
        return "".join(each.read_text() for each in sorted(tmp_path.glob("*.log")))

    with nginx.running_nginx(tmp_path, site.server_port, tmp_path, tmp_path) as port:
        yield asked
    site.shutdown()
    site.server_close()


def test_nginx_notes_neither_who_asks_nor_a_private_key(ask):
    for path, noted in ASKED.items():
        log = ask(path)

        assert re.search(rf" 502 GET {re.escape(noted)} \d+ [\d.]+s\n\Z", log), log
    for theirs in (KEY, "127.0.0.1", "sciatica", "jaw", "somewhere", "Ana"):
        assert theirs not in log
