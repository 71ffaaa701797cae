"""A site of its own, with the whole guide, served as production does it."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def own_site(port: str) -> Iterator[str]:
    """The address of a site on this port, for as long as the block lasts."""
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as data:
        chosen = {"ENV_FILE": os.devnull, "DATA_DIR": data, "PORT": port}
        environment = os.environ | chosen
        subprocess.run(
            [sys.executable, ROOT / "manage.py", "prepare"],
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "knotcare.wsgi"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"{url}/healthz")
            yield url
        finally:
            server.terminate()
            server.wait()


def wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{url} does not answer.")
