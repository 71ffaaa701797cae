"""The site behind a real nginx, with the configuration that we ship."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from .ports import free_port
from .real_site import ROOT, prepare, site_environment

NGINX = shutil.which("nginx", path=os.environ["PATH"] + os.pathsep + "/usr/sbin")

# The name by which nginx is asked, and that what it says of the visitor counts.
OF_A_PROXY = {"SITE_URL": "http://127.0.0.1", "PROXIES": "1", "WEB_CONCURRENCY": "2"}

MAIN = """
{user}
worker_processes 1;
daemon off;
pid nginx.pid;
error_log error.log warn;
events {{ worker_connections 512; }}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include knotcare.conf;
}}
"""


@contextmanager
def running_nginx(
    folder: Path, upstream_port: int, data: Path, port: int | None = None
) -> Iterator[int]:
    """The port of an nginx before the site at `upstream_port`; `folder` is its own."""
    port, plain_port = port or free_port(), free_port()
    ours = (ROOT / "deploy/nginx/knotcare.conf").read_text(encoding="utf-8")
    lines = [line for line in ours.splitlines() if "ssl_certificate" not in line]
    text = "\n".join(lines)
    for shipped, here in {
        "443 ssl http2": f"127.0.0.1:{port}",
        "listen      80": f"listen 127.0.0.1:{plain_port}",
        "127.0.0.1:8000": f"127.0.0.1:{upstream_port}",
        "knotcare.example": "localhost 127.0.0.1",
        "/srv/knotcare/deploy": f"{ROOT}/deploy",
        "/srv/knotcare/var": str(data),
        "/var/cache": str(folder),
        "/var/log/nginx": str(folder),
    }.items():
        text = text.replace(shipped, here)
    (folder / "knotcare.conf").write_text(text, encoding="utf-8")
    # Root's nginx serves as another, who may not read the folders of a test.
    user = "user root;" if os.geteuid() == 0 else ""
    main = MAIN.format(user=user, types="/etc/nginx/mime.types")
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    with running(NGINX, "-p", folder, "-e", "error.log", "-c", "nginx.conf"):
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield port


@contextmanager
def running_site(data: Path, **chosen: str) -> Iterator[int]:
    """The port of the site served by gunicorn, with the whole guide; pytest has made the
    folder `data`."""
    port = free_port()
    environment = site_environment(data, **OF_A_PROXY | {"PORT": str(port)} | chosen)
    prepare(data)
    gunicorn = [sys.executable, "-m", "gunicorn", "--log-level", "warning"]
    with running(*gunicorn, "knotcare.wsgi", cwd=ROOT, env=environment):
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield port


@contextmanager
def running(*command, **options) -> Iterator[None]:
    process = subprocess.Popen(command, **options)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait_for(url: str, seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urlopen(url).close()  # noqa: S310
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} does not answer.")
