"""What may be missing on a machine where the site uses PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.real_site import manage, site_environment


@pytest.fixture
def modest_site(postgres, tmp_path):
    """A site whose account owns its database and may create no other."""
    postgres.psql("CREATE ROLE modest LOGIN; ")
    postgres.psql("CREATE DATABASE modest OWNER modest;")
    url = postgres.get_uri(database="modest").replace("//postgres:", "//modest:")
    environment = site_environment(
        tmp_path,
        DATABASE_URL=url,
        PATH=f"{postgres.bin_path}{os.pathsep}{os.environ['PATH']}",
    )
    manage(environment, "migrate", "--verbosity", "0")
    yield environment
    postgres.psql("DROP DATABASE modest WITH (FORCE);")
    postgres.psql("DROP ROLE modest;")


def command(environment: dict[str, str], *arguments) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_an_account_without_privileges_backs_up_and_restores(modest_site, tmp_path):
    made = command(modest_site, "backup", tmp_path / "backups")
    (backup,) = Path(tmp_path, "backups").glob("*.tar")
    refused = command(modest_site, "restore", backup)
    restored = command(modest_site, "restore", "--replace", backup)

    assert made.returncode == 0, made.stderr
    assert "add --replace" in refused.stderr
    assert restored.returncode == 0, restored.stderr
    assert "this account can’t create a database to rehearse in" in restored.stdout
    assert "Restored." in restored.stdout


def test_missing_programs_are_named(modest_site, tmp_path):
    said = command(modest_site | {"PATH": ""}, "backup", tmp_path / "backups").stderr

    assert "pg_dump is not on the PATH. Install PostgreSQL’s client programs" in said
    assert "Traceback" not in said
