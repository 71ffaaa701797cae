"""Static files as a browser gets them from a site that is served by `make run`."""

import json
import re

import pytest
from django.core.management import call_command
from django.test import override_settings

OTHERS = ["admin", "markdownx", "otp_totp", "img"]


def collect(folder, **options):
    """Collect the stylesheets and scripts of the site itself."""
    options |= {"ignore_patterns": [*OTHERS], "interactive": False, "verbosity": 0}
    hashed = {"BACKEND": "knotcare.staticfiles.HashedStaticFiles"}
    with override_settings(STATIC_ROOT=folder, STORAGES={"staticfiles": hashed}):
        call_command("collectstatic", **options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    collect(folder)
    return folder


@pytest.fixture(scope="module")
def collected(folder):
    """The text of a file, under the name with a hash by which pages ask for it."""
    names = json.loads((folder / "staticfiles.json").read_text())["paths"]
    return lambda path: (folder / names[path]).read_text()


def test_a_stylesheet_is_one_file_with_all_that_it_imports(collected):
    site, tokens = collected("css/site/site.css"), collected("css/site/tokens.css")

    assert "@import" not in site
    assert tokens in site
    assert site.index(tokens) < site.index("@media print {\n/* Paper")
    assert collected("css/pages/hold-timer.css") in collected(
        "css/pages/relief-area.css"
    )


def test_a_module_is_one_file_with_all_that_it_imports(collected):
    timer = collected("js/timer/hold-timer.js")

    assert not re.search(r"^(?:import|export) ", timer, re.MULTILINE)
    # The face and the timer both import the words, which come once and before them.
    assert timer.count("function halfway(") == 1
    assert timer.index("function halfway(") < timer.index("class Face ")
    assert timer.index("class Face ") < timer.index("class HoldTimer ")


def test_a_dry_run_leaves_the_names_as_they_are(folder):
    names = folder / "staticfiles.json"
    before = names.read_text()

    collect(folder, dry_run=True)

    assert names.read_text() == before
