"""Static files as a browser gets them from a site that is served by `make run`."""

import json
import re

import pytest
from django.core.management import call_command


def collect(**options):
    call_command("collectstatic", interactive=False, verbosity=0, **options)


@pytest.fixture
def collected(settings, tmp_path):
    """The text of a file, under the name with a hash by which pages ask for it."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "knotcare.static_files.HashedStaticFiles"}
    }
    collect()
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    return lambda path: (tmp_path / names[path]).read_text()


def test_a_stylesheet_is_one_file_with_all_that_it_imports(collected):
    site, tokens = collected("css/site.css"), collected("css/tokens.css")

    assert "@import" not in site
    assert tokens in site
    assert site.index(tokens) < site.index("@media print {\n/* Paper")
    assert collected("css/hold-timer.css") in collected("css/relief-area.css")


def test_a_module_is_one_file_with_all_that_it_imports(collected):
    timer = collected("js/hold-timer.js")

    assert not re.search(r"^(?:import|export) ", timer, re.MULTILINE)
    # The face and the timer both import the words, which come once and before them.
    assert timer.count("function halfway(") == 1
    assert timer.index("function halfway(") < timer.index("class Face ")
    assert timer.index("class Face ") < timer.index("class HoldTimer ")


def test_a_dry_run_leaves_the_names_as_they_are(collected, settings):
    names = settings.STATIC_ROOT / "staticfiles.json"
    before = names.read_text()

    collect(dry_run=True)

    assert names.read_text() == before
